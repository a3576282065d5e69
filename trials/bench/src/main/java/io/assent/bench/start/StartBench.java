package io.assent.bench.start;

import io.assent.bench.frame.Bench;
import io.assent.bench.frame.Percentiles;
import io.assent.bench.frame.Report;
import io.assent.bench.frame.Timing;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * From a process to readiness, with the JVM's ahead-of-time cache as the images have it, beside the same jars without; each
 * service alone, then all four at once. Database and topics are there already, as at any start but the first.
 */
public final class StartBench implements Bench {
    private static final String WITH_CACHE = "AOT cache";
    private static final String WITHOUT = "fast-jar";
    private static final String ALL = "all four at once";
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEDIAN = 50;

    @Override
    public String name() {
        return "start";
    }

    /** @param timing says how many rounds there are; a start takes as long as it takes */
    @Override
    public Report run(Timing timing, Progress progress) throws Exception {
        Map<String, Histogram> nanos = new LinkedHashMap<>();
        int rounds = timing.rounds(1);
        try (StartWorld world = new StartWorld(progress)) {
            for (Service service : Service.values()) {
                progress.say("training " + service.fullName());
                world.train(service);
                for (int round = 0; round < rounds; round++) {
                    keep(nanos, service.fullName() + ", " + WITH_CACHE, world.start(List.of(service), true), progress);
                    keep(nanos, service.fullName() + ", " + WITHOUT, world.start(List.of(service), false), progress);
                }
            }
            for (int round = 0; round < rounds; round++) {
                List<Service> all = List.of(Service.values());
                keep(nanos, ALL + ", " + WITH_CACHE, world.start(all, true), progress);
                keep(nanos, ALL + ", " + WITHOUT, world.start(all, false), progress);
            }
        }
        return report(nanos);
    }

    private static void keep(Map<String, Histogram> nanos, String what, long took, Progress progress) {
        progress.say("  %s: %.2f s".formatted(what, took / NANOS_PER_SECOND));
        nanos.computeIfAbsent(what, _ -> new Histogram(3)).recordValue(took);
    }

    /** The figure is that of the service that takes longest alone. */
    private static Report report(Map<String, Histogram> nanos) {
        Map<String, Percentiles> latencies = new LinkedHashMap<>();
        double ours = 0;
        double limit = 0;
        for (Map.Entry<String, Histogram> each : nanos.entrySet()) {
            double seconds = each.getValue().getValueAtPercentile(MEDIAN) / NANOS_PER_SECOND;
            latencies.put(each.getKey(), Percentiles.of(each.getValue(), 0));
            if (!each.getKey().startsWith(ALL)) {
                if (each.getKey().endsWith(WITH_CACHE)) {
                    ours = Math.max(ours, seconds);
                } else {
                    limit = Math.max(limit, seconds);
                }
            }
        }
        return new Report(
                "start",
                "s (the slowest service's median)",
                Report.Better.LOWER,
                ours,
                Map.of(WITHOUT, limit),
                latencies,
                Map.of(),
                Map.of(),
                Map.of());
    }
}
