package io.assent.notification.kafka;

import io.assent.notification.dispatch.Decision;
import io.assent.notification.store.GateStore;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts what the gate decides, by reason. */
@Singleton
public class GateMetrics {
    private final MeterRegistry meters;

    public GateMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(List<GateStore.Decided> decided) {
        for (GateStore.Decided each : decided) {
            String outcome = switch (each.decision()) {
                case Decision.Send _ -> "send";
                case Decision.Suppress(var reason) -> reason.code();
                case Decision.Expire _ -> "expired";
            };
            meters.counter(
                            "assent.gate.decisions",
                            "outcome",
                            outcome,
                            "category",
                            each.intake().category().code())
                    .increment();
        }
    }
}
