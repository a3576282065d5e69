package io.assent.local.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeMetricsTest {
    private final ProbeMetrics metrics = new ProbeMetrics();

    @Test
    void allResultsAreThereBeforeTheFirstRound() {
        assertThat(metrics.text())
                .contains(
                        "assent_probe_rounds_total{result=\"kept\"} 0.0",
                        "assent_probe_rounds_total{result=\"broken\"} 0.0",
                        "assent_probe_rounds_total{result=\"failed\"} 0.0",
                        "assent_probe_round_seconds_count 0");
    }

    @Test
    void eachRoundIsCountedByItsResultAndTimed() {
        metrics.count(new Verdict.Kept(), Duration.ofMillis(400));
        metrics.count(new Verdict.Broken("it came"), Duration.ofMillis(400));
        metrics.count(new Verdict.Failed("no answer"), Duration.ofSeconds(10));

        assertThat(metrics.text())
                .contains(
                        "assent_probe_rounds_total{result=\"kept\"} 1.0",
                        "assent_probe_rounds_total{result=\"broken\"} 1.0",
                        "assent_probe_rounds_total{result=\"failed\"} 1.0",
                        "assent_probe_round_seconds_bucket{le=\"0.25\"} 0",
                        "assent_probe_round_seconds_bucket{le=\"0.5\"} 2",
                        "assent_probe_round_seconds_bucket{le=\"10.0\"} 3");
    }
}
