package io.assent.base.observe;

import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.Relay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What waits in the outbox, and who empties it. */
@ApplicationScoped
class OutboxMetrics {
    void register(@Observes StartupEvent event, DatabaseFigures figures, Relay relay, MeterRegistry meters) {
        figures.register("assent.outbox.rows", Outbox.COUNT_QUERY);
        figures.register("assent.outbox.age.seconds", Outbox.AGE_SECONDS_QUERY);
        Gauge.builder("assent.relay.holding", relay, each -> each.holding() ? 1 : 0)
                .register(meters);
    }
}
