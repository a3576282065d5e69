package io.assent.notification.kafka;

import io.assent.exactlyonce.Relay;
import io.assent.notification.dispatch.Decision;
import io.assent.notification.inbox.HandOver;
import io.assent.notification.store.GateStore;
import io.assent.notification.store.ReplayStore.Settled;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Tells of a replay, and lets those go on who follow the gate. */
@Singleton
class ReplayReport {
    private final Relay relay;
    private final HandOver handOver;
    private final GateReport gate;
    private final MeterRegistry meters;

    ReplayReport(Relay relay, HandOver handOver, GateReport gate, MeterRegistry meters) {
        this.relay = relay;
        this.handOver = handOver;
        this.gate = gate;
        this.meters = meters;
    }

    void tell(List<GateStore.Decided> taken, List<Settled> settled, Duration took) {
        relay.wake();
        settled.forEach(each -> meters.counter(
                        "assent.dead.letters.replayed",
                        "outcome",
                        each.outcome().code())
                .increment());
        gate.tell(taken, took);
        handOver.offer(taken.stream()
                .filter(decided -> decided.decision() instanceof Decision.Send)
                .map(decided -> decided.intake().user())
                .collect(Collectors.toSet()));
    }
}
