package io.assent.notification.kafka;

import io.assent.base.trace.Traces;
import io.assent.notification.dispatch.Decision;
import io.assent.notification.store.GateStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Tells of what the gate decided: counts by reason, and a step in the trace of each. */
@Singleton
public class GateReport {
    private final MeterRegistry meters;
    private final Traces traces;

    public GateReport(MeterRegistry meters, Traces traces) {
        this.meters = meters;
        this.traces = traces;
    }

    void tell(List<GateStore.Decided> decided, Duration took) {
        for (GateStore.Decided each : decided) {
            String outcome = outcome(each.decision());
            String category = each.intake().category().code();
            meters.counter("assent.gate.decisions", "outcome", outcome, "category", category)
                    .increment();
            traces.tell(
                    each.intake().traceparent(),
                    "gate decide",
                    SpanKind.CONSUMER,
                    took,
                    Attributes.builder()
                            .put("assent.outcome", outcome)
                            .put("assent.category", category)
                            .build());
        }
    }

    private static String outcome(Decision decision) {
        return switch (decision) {
            case Decision.Send _ -> "send";
            case Decision.Suppress(var reason) -> reason.code();
            case Decision.Expire _ -> "expired";
        };
    }
}
