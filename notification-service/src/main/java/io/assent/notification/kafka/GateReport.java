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
import java.util.stream.Collectors;

/** Tells of what the gate decided: counts by reason, and a step in the trace of each. */
@Singleton
public class GateReport {
    private final MeterRegistry meters;
    private final Traces traces;

    public GateReport(MeterRegistry meters, Traces traces) {
        this.meters = meters;
        this.traces = traces;
    }

    private record Series(String outcome, String category) {}

    void tell(List<GateStore.Decided> decided, Duration took) {
        // The registry is asked once a series, not once a message.
        decided.stream()
                .collect(Collectors.groupingBy(GateReport::series, Collectors.counting()))
                .forEach((series, count) -> meters.counter(
                                "assent.gate.decisions", "outcome", series.outcome(), "category", series.category())
                        .increment(count));
        for (GateStore.Decided each : decided) {
            if (each.intake().traceparent() != null) {
                follow(each, took);
            }
        }
    }

    private void follow(GateStore.Decided decided, Duration took) {
        Series series = series(decided);
        traces.tell(
                decided.intake().traceparent(),
                "gate decide",
                SpanKind.CONSUMER,
                took,
                Attributes.builder()
                        .put("assent.outcome", series.outcome())
                        .put("assent.category", series.category())
                        .build());
    }

    private static Series series(GateStore.Decided decided) {
        String outcome = switch (decided.decision()) {
            case Decision.Send _ -> "send";
            case Decision.Suppress(var reason, var unused) -> reason.code();
            case Decision.Expire _ -> "expired";
        };
        return new Series(outcome, decided.intake().category().code());
    }
}
