package io.assent.notification.kafka;

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

/** Tells of a replay, and lets those go on who follow the gate. */
@Singleton
class ReplayReport {
    private final GateFollowers followers;
    private final MeterRegistry meters;

    ReplayReport(GateFollowers followers, MeterRegistry meters) {
        this.followers = followers;
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
        settled.forEach(each -> counter(each.outcome()).increment());
        followers.follow(taken, took);
    }
}
