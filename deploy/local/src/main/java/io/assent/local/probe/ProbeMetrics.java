package io.assent.local.probe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.stream.LongStream;

/** The prober's row of the catalogue of metrics. */
final class ProbeMetrics {
    /** As every service has them, so that rounds can be laid beside what they are made of. */
    private static final Duration[] BUCKETS = LongStream.of(
                    2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter kept = rounds("kept");
    private final Counter broken = rounds("broken");
    private final Counter failed = rounds("failed");
    private final Timer time =
            Timer.builder("assent.probe.round").serviceLevelObjectives(BUCKETS).register(registry);

    void count(Verdict verdict, Duration took) {
        time.record(took);
        switch (verdict) {
            case Verdict.Kept() -> kept.increment();
            case Verdict.Broken(String how) -> broken.increment();
            case Verdict.Failed(String why) -> failed.increment();
        }
    }

    /** In Prometheus's text format. */
    String text() {
        return registry.scrape();
    }

    /** There from the start: a counter that appears with its first event has no increase. */
    private Counter rounds(String result) {
        return Counter.builder("assent.probe.rounds").tag("result", result).register(registry);
    }
}
