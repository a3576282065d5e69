package io.assent.notification.kafka;

import io.assent.exactlyonce.Relay;
import io.assent.notification.inbox.HandOver;
import io.assent.notification.store.GateStore;
import io.assent.notification.store.ReplayStore;
import io.assent.notification.store.ReplayStore.Settled;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
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

    /** They are served from the start, so that the first of a kind is seen as one more. */
    void register(@Observes StartupEvent event) {
        List.of(ReplayStore.Outcome.values()).forEach(this::counter);
    }

    private Counter counter(ReplayStore.Outcome outcome) {
        return meters.counter("assent.dead.letters.replayed", "outcome", outcome.code());
    }

    void tell(List<GateStore.Decided> taken, List<Settled> settled, Duration took) {
        relay.wake();
        settled.forEach(each -> counter(each.outcome()).increment());
        gate.tell(taken, took);
        handOver.offer(taken.stream()
                .filter(GateStore.Decided::isToHandOver)
                .map(decided -> decided.intake().user())
                .collect(Collectors.toSet()));
    }
}
