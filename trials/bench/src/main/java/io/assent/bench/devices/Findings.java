package io.assent.bench.devices;

import io.assent.bench.frame.CpuMeter;
import io.assent.bench.frame.Percentiles;
import io.assent.bench.frame.Report;
import io.assent.bench.frame.Sample;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the bench has found so far. */
final class Findings {
    private static final double BYTES_PER_KILOBYTE = 1024;

    /** A sign of life goes to each device every 15 seconds: then every connection has written once. */
    private static final Duration SETTLING = Duration.ofSeconds(20);

    private final Map<String, Double> limits = new TreeMap<>();
    private final Map<String, Percentiles> latencies = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> cores = new TreeMap<>();
    private final Map<String, Double> figures = new LinkedHashMap<>();

    /** Connects devices to the bare server, warms it up and measures it. */
    void limit(BareLimit bare, int devices, Duration length) throws Exception {
        Memory before = bare.memory();
        bare.connect();
        memory(BareLimit.NAME, devices, before, bare.memory());
        bare.run(length);
        Sample sample = bare.run(length);
        limits.put(BareLimit.NAME, sample.perSecond());
        cores(BareLimit.NAME, sample.cpu());
    }

    /** Connects devices to both instances. */
    void connect(DevicesWorld world, Fleet fleet, int devices) throws Exception {
        List<Memory> before = world.memory();
        fleet.connect();
        Thread.sleep(SETTLING);
        List<Memory> after = world.memory();
        for (int i = 0; i < before.size(); i++) {
            memory("instance " + (i + 1), devices / before.size(), before.get(i), after.get(i));
        }
    }

    private void memory(String where, int connections, Memory before, Memory after) {
        double each = connections * BYTES_PER_KILOBYTE;
        figures.put("heap KB a connection, " + where, (after.heap() - before.heap()) / each);
        figures.put("resident KB a connection, " + where, (after.resident() - before.resident()) / each);
    }

    void latency(String what, Histogram nanos, double perSecond) {
        latencies.put(what, Percentiles.of(nanos, perSecond));
    }

    void cores(String side, CpuMeter.Cores busy) {
        cores.put(side, busy.byProcess());
    }

    void repeats(long messages, long calls) {
        figures.put("messages that came again before their receipt", (double) messages);
        figures.put("calls that were repeated", (double) calls);
    }

    Report report(String name, double highest) {
        return new Report(
                name, "messages/s", Report.Better.HIGHER, highest, limits, latencies, cores, figures, Map.of());
    }
}
