package io.assent.billing.kafka;

import io.assent.base.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Tells of what was charged: counts by category, and a step in the trace of each. */
@Singleton
public class ChargeReport {
    private final MeterRegistry meters;
    private final Traces traces;

    public ChargeReport(MeterRegistry meters, Traces traces) {
        this.meters = meters;
        this.traces = traces;
    }

    void tell(List<UsageConsumers.Billable> charged, Duration took) {
        for (UsageConsumers.Billable each : charged) {
            String category = each.charge().usage().category();
            meters.counter("assent.charges", "category", category).increment();
            traces.tell(
                    Traces.of(each.record()),
                    "charge",
                    SpanKind.CONSUMER,
                    took,
                    Attributes.builder().put("assent.category", category).build());
        }
    }
}
