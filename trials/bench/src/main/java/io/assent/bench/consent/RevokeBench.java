package io.assent.bench.consent;

import io.assent.bench.frame.Bench;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.HttpLoad;
import io.assent.bench.frame.Pace;
import io.assent.bench.frame.Percentiles;
import io.assent.bench.frame.Report;
import io.assent.bench.frame.Timing;
import io.assent.bench.gate.GateWorld;
import io.assent.bench.gate.MessageStream;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long people wait for their no to be acknowledged, by kind, while companies' requests flow through the gate. */
public final class RevokeBench implements Bench {
    private static final double MESSAGES_PER_SECOND = 2_000;
    private static final double REVOCATIONS_PER_SECOND = 50;
    private static final int KINDS = 3;
    /** The same people are asked a second time, under other idempotency keys. */
    private static final long OTHER_KEYS = 1_000_000_000;

    @Override
    public String name() {
        return "revoke";
    }

    @Override
    public Report run(Timing timing, Progress progress) throws Exception {
        try (BenchStack stack = BenchStack.start(progress, Service.CONSENT, Service.NOTIFICATION);
                HttpLoad http = new HttpLoad()) {
            try (Connection connection = stack.database(Service.NOTIFICATION)) {
                GateWorld.load(connection);
            }
            ConsentWorld world = new ConsentWorld(stack, http);
            world.onboard();
            try (MessageStream messages = MessageStream.start(stack, MESSAGES_PER_SECOND)) {
                progress.say(
                        "warming up for about %d s".formatted(timing.warmUp().toSeconds()));
                measure(http, world, timing.warmUp().dividedBy(2));
                var nanos = measure(http, world, Duration.ofSeconds(timing.seconds()));
                return report(nanos, messages.perSecond());
            }
        }
    }

    /** Pairs are granted at leisure; then each kind of no has its turn. */
    private static Map<String, Histogram> measure(HttpLoad http, ConsentWorld world, Duration length)
            throws InterruptedException {
        Duration turn = length.dividedBy(KINDS);
        long pairs = Pace.count(REVOCATIONS_PER_SECOND, turn);
        long first = world.ask(pairs);
        http.openLoop(world::grant, first, REVOCATIONS_PER_SECOND, turn);
        http.openLoop(world::ads, first, REVOCATIONS_PER_SECOND, turn);
        Map<String, Histogram> nanos = new LinkedHashMap<>();
        nanos.put("withdrawal", http.openLoop(world::withdraw, first, REVOCATIONS_PER_SECOND, turn));
        nanos.put("block", http.openLoop(world::block, first, REVOCATIONS_PER_SECOND, turn));
        nanos.put(
                "no ads",
                http.openLoop(n -> world.noAds(n - OTHER_KEYS), first + OTHER_KEYS, REVOCATIONS_PER_SECOND, turn));
        return nanos;
    }

    private Report report(Map<String, Histogram> nanos, double messagesPerSecond) {
        Map<String, Percentiles> latencies = new LinkedHashMap<>();
        nanos.forEach((kind, histogram) -> latencies.put(kind, Percentiles.of(histogram, REVOCATIONS_PER_SECOND)));
        double slowest = latencies.values().stream()
                .mapToDouble(kind -> kind.millis().getOrDefault("p99", Double.NaN))
                .max()
                .orElseThrow();
        return new Report(
                name(),
                "ms (p99 of the slowest kind)",
                Report.Better.LOWER,
                slowest,
                Map.of(),
                latencies,
                Map.of(),
                Map.of("decided messages a second meanwhile", messagesPerSecond),
                Map.of());
    }
}
