package io.assent.bench.consent;

import io.assent.bench.frame.Bench;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.HttpLoad;
import io.assent.bench.frame.Pace;
import io.assent.bench.frame.Percentiles;
import io.assent.bench.frame.Report;
import io.assent.bench.frame.Timing;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Decisions of people by HTTP until they are acknowledged, at fixed rates, beside what no acknowledgement can do without: a
 * commit in PostgreSQL and a committed transaction in Kafka.
 */
public final class ConsentBench implements Bench {
    private static final List<Integer> RATES = List.of(200, 1_000, 2_500);
    /** The rate of the figure. */
    private static final int COMPARED = 1_000;

    private static final int ROUNDS = 2;
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(6);
    private static final int WARM_UP_RATE = 500;

    @Override
    public String name() {
        return "consent";
    }

    @Override
    public Report run(Timing timing, Progress progress) throws Exception {
        try (BenchStack stack = BenchStack.start(progress, Service.CONSENT);
                HttpLoad http = new HttpLoad();
                BareCommit bare = new BareCommit(stack)) {
            ConsentWorld world = new ConsentWorld(stack, http);
            world.onboard();
            Duration round =
                    shorter(LONGEST_ROUND, Duration.ofSeconds(timing.seconds()).dividedBy(RATES.size() * 2L));
            var measuring = new Measuring(http, world, bare, progress);
            progress.say("warming up for about %d s".formatted(timing.warmUp().toSeconds()));
            measuring.warmUp(WARM_UP_RATE, timing.warmUp());
            for (int i = 0; i < ROUNDS; i++) {
                for (int rate : RATES) {
                    measuring.round(rate, round);
                }
            }
            return measuring.report(stack);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Histograms by what was asked and how often a second. */
    private static final class Measuring {
        private static final String GRANT = "grant";
        private static final String WITHDRAWAL = "withdrawal";
        private static final String BLOCK = "block";
        private static final String BARE = "bare commit and produce";

        private final HttpLoad http;
        private final ConsentWorld world;
        private final BareCommit bare;
        private final Progress progress;
        private final Map<String, Map<Integer, Histogram>> nanos = new LinkedHashMap<>();

        Measuring(HttpLoad http, ConsentWorld world, BareCommit bare, Progress progress) {
            this.http = http;
            this.world = world;
            this.bare = bare;
            this.progress = progress;
        }

        void warmUp(int rate, Duration length) throws Exception {
            round(rate, length.dividedBy(4));
            nanos.clear();
        }

        /** The same pairs: asked for, granted, withdrawn, blocked; between them the bare side at the same rate. */
        void round(int rate, Duration length) throws Exception {
            long pairs = Pace.count(rate, length);
            long first = world.ask(pairs);
            keep(GRANT, rate, http.openLoop(world::grant, first, rate, length));
            keep(BARE, rate, bare.openLoop(rate, length));
            keep(WITHDRAWAL, rate, http.openLoop(world::withdraw, first, rate, length));
            keep(BLOCK, rate, http.openLoop(world::block, first, rate, length));
        }

        private void keep(String what, int rate, Histogram histogram) {
            progress.say("  %s at %,d/s: p99 %.1f ms".formatted(what, rate, p99(Percentiles.of(histogram, rate))));
            nanos.computeIfAbsent(what, _ -> new TreeMap<>())
                    .computeIfAbsent(rate, _ -> new Histogram(3))
                    .add(histogram);
        }

        private Percentiles percentiles(String what, int rate) {
            Histogram histogram = nanos.getOrDefault(what, Map.of()).get(rate);
            if (histogram == null) {
                throw new IllegalStateException(what + " was not measured at " + rate);
            }
            return Percentiles.of(histogram, rate);
        }

        private static double p99(Percentiles percentiles) {
            return percentiles.millis().getOrDefault("p99", Double.NaN);
        }

        Report report(BenchStack stack) throws Exception {
            Map<String, Percentiles> latencies = new LinkedHashMap<>();
            Percentiles grants = percentiles(GRANT, COMPARED);
            latencies.put(Report.OURS, grants);
            nanos.forEach((what, byRate) -> byRate.forEach(
                    (rate, histogram) -> latencies.put(what + " at " + rate, Percentiles.of(histogram, rate))));
            return new Report(
                    "consent",
                    "ms (p99 of grants)",
                    Report.Better.LOWER,
                    p99(grants),
                    Map.of(BARE, p99(percentiles(BARE, COMPARED))),
                    latencies,
                    Map.of(),
                    Map.of("decisions of a commit", world.meanBatch(stack)),
                    Map.of());
        }
    }
}
