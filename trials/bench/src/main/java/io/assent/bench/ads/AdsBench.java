package io.assent.bench.ads;

import io.assent.bench.frame.Alternation;
import io.assent.bench.frame.Bench;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.ClosedLoop;
import io.assent.bench.frame.HttpLoad;
import io.assent.bench.frame.Measured;
import io.assent.bench.frame.Percentiles;
import io.assent.bench.frame.Report;
import io.assent.bench.frame.Side;
import io.assent.bench.frame.Timing;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Feeds with ads by HTTP, decided on a hundred thousand live campaigns under a fresh lease, beside the services' server that
 * answers as many bytes to the same callers and does nothing else.
 */
public final class AdsBench implements Bench {
    private static final String CONSTANT = "constant";
    /** The figure counts when these are a hundred at most: one of a thousand. */
    private static final String WITHHELD = "of 100,000 feeds without ads";

    private static final int LATENCY_ROUNDS = 3;

    @Override
    public String name() {
        return "ads";
    }

    @Override
    public Report run(Timing timing, Progress progress) throws Exception {
        try (BenchStack stack = BenchStack.start(progress, Service.AD, Service.CONSENT);
                HttpLoad http = new HttpLoad()) {
            AdsWorld world = new AdsWorld(stack, http);
            progress.say("booking %,d campaigns for %,d viewers".formatted(AdsWorld.CAMPAIGNS, AdsWorld.VIEWERS));
            world.build();
            int bytes = world.meanFeedBytes();
            int port = stack.startConstant();
            HttpLoad.Source feed = world::feed;
            HttpLoad.Source constant = number -> HttpLoad.Ask.get(
                    port, "/v1/constant?bytes=" + bytes, world.token((int) (number % AdsWorld.VIEWERS)));
            List<Side> sides = List.of(
                    new ClosedLoop(Report.OURS, stack.cpu(), http, feed),
                    new ClosedLoop(CONSTANT, stack.cpu(), http, constant));
            Measured measured = new Alternation(timing, progress).run(sides);
            double half = measured.rate(Report.OURS) / 2;
            progress.say("latencies at half of that rate");
            Map<String, Percentiles> latencies =
                    latencies(http, Map.of(Report.OURS, feed, CONSTANT, constant), half, timing.round(sides.size()));
            return Report.ofRates(
                    name(),
                    "feeds/s",
                    measured,
                    latencies,
                    Map.of("bytes of an answer", (double) bytes, WITHHELD, world.withheldShare() * 100_000));
        }
    }

    private static Map<String, Percentiles> latencies(
            HttpLoad http, Map<String, HttpLoad.Source> sources, double perSecond, Duration length)
            throws InterruptedException {
        Map<String, Histogram> nanos = new LinkedHashMap<>();
        long first = Long.MAX_VALUE / 2;
        for (int round = 0; round < LATENCY_ROUNDS; round++) {
            for (Map.Entry<String, HttpLoad.Source> source : sources.entrySet()) {
                Histogram of = http.openLoop(source.getValue(), first, perSecond, length);
                first += of.getTotalCount();
                nanos.computeIfAbsent(source.getKey(), _ -> new Histogram(3)).add(of);
            }
        }
        Map<String, Percentiles> latencies = new LinkedHashMap<>();
        nanos.forEach((name, histogram) -> latencies.put(name, Percentiles.of(histogram, perSecond)));
        return latencies;
    }
}
