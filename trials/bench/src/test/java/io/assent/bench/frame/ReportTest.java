package io.assent.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void theLimitOfAThroughputIsTheSlowerOfItsLimits() {
        Report report = report(Report.Better.HIGHER, 60, Map.of("copy", 150.0, "insert", 100.0));

        assertThat(report.limit()).hasValue(100);
        assertThat(report.ratio()).hasValue(0.6);
    }

    @Test
    void theLimitOfATimeIsTheLongerOfItsLimitsAndTheRatioIsStillOneAtTheLimit() {
        Report report = report(Report.Better.LOWER, 10, Map.of("commit", 2.0, "produce", 4.0));

        assertThat(report.limit()).hasValue(4);
        assertThat(report.ratio()).hasValue(0.4);
    }

    @Test
    void aFigureThatStandsForItselfHasNeitherLimitNorRatio() {
        JsonNode json = report(Report.Better.LOWER, 10, Map.of()).toJson();

        assertThat(json.path("ours").asDouble()).isEqualTo(10);
        assertThat(json.path("limit").isNull()).isTrue();
        assertThat(json.path("ratio").isNull()).isTrue();
    }

    @Test
    void theRateIsTheMedianOfTheRounds() {
        Measured measured = new Measured(Map.of(
                "ours", List.of(sample(10), sample(1_000), sample(30)), "even", List.of(sample(10), sample(20))));

        assertThat(measured.rate("ours")).isEqualTo(30);
        assertThat(measured.rate("even")).isEqualTo(15);
    }

    @Test
    void coresAreTheMeanOfTheRounds() {
        Measured measured = new Measured(Map.of("ours", List.of(sample(10, 0.5), sample(10, 1.5))));

        assertThat(measured.cores("ours")).containsExactly(Map.entry("service", 1.0));
    }

    @Test
    void scriptsFindNameUnitOursLimitRatioAndPercentiles() {
        Histogram nanos = new Histogram(3);
        nanos.recordValue(2_000_000);
        Measured measured = new Measured(
                Map.of("ours", List.of(sample(50, 1.0)), "insert", List.of(sample(100)), "copy", List.of(sample(200))));

        JsonNode json = Report.ofRates(
                        "gate",
                        "requests/s",
                        measured,
                        Map.of("ours", Percentiles.of(nanos, 25), "limit", Percentiles.of(nanos, 50)),
                        Map.of("gate", 987.0))
                .toJson();

        assertThat(json.path("name").asText()).isEqualTo("gate");
        assertThat(json.path("unit").asText()).isEqualTo("requests/s");
        assertThat(json.path("ours").asDouble()).isEqualTo(50);
        assertThat(json.path("limit").asDouble()).isEqualTo(100);
        assertThat(json.path("ratio").asDouble()).isEqualTo(0.5);
        assertThat(json.path("limits").path("copy").asDouble()).isEqualTo(200);
        assertThat(json.path("percentiles").path("p99.9").asDouble()).isCloseTo(2, within(0.01));
        assertThat(json.path("percentiles").path("perSecond").asDouble()).isEqualTo(25);
        assertThat(json.path("latencies").path("limit").path("perSecond").asDouble())
                .isEqualTo(50);
        assertThat(json.path("cores").path("ours").path("service").asDouble()).isEqualTo(1);
        assertThat(json.path("batches").path("gate").asDouble()).isEqualTo(987);
        assertThat(json.path("rounds").path("ours").get(0).asDouble()).isEqualTo(50);
    }

    @Test
    void aShortRunHasOneShortRoundASideAndALongOneHasFour() {
        assertThat(new Timing(5).rounds(3)).isEqualTo(1);
        assertThat(new Timing(5).warmUp()).hasSeconds(15);
        assertThat(new Timing(48).rounds(3)).isEqualTo(4);
        assertThat(new Timing(48).round(3)).hasSeconds(4);
        assertThat(new Timing(600).warmUp()).hasSeconds(120);
    }

    private static Sample sample(long operations) {
        return new Sample(operations, SECOND, CpuMeter.Cores.NONE);
    }

    private static Sample sample(long operations, double cores) {
        return new Sample(operations, SECOND, new CpuMeter.Cores(Map.of("service", cores)));
    }

    private static Report report(Report.Better better, double ours, Map<String, Double> limits) {
        return new Report("any", "units", better, ours, limits, Map.of(), Map.of(), Map.of(), Map.of());
    }
}
