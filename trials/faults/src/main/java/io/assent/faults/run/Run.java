package io.assent.faults.run;

import io.assent.faults.check.Violation;
import io.assent.faults.client.Load;
import io.assent.faults.cluster.Cluster;
import io.assent.faults.fault.Fault;
import io.assent.faults.fault.FaultScene;
import io.assent.faults.history.Evidence;
import io.assent.faults.observe.Books;
import io.assent.faults.observe.Logs;
import io.assent.local.stack.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** One run from a seed: clients work, faults strike one after the other, everything is healed, and the evidence is judged. */
public final class Run {
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration HEALING = Duration.ofSeconds(60);
    private static final Duration SETTLING = Duration.ofSeconds(40);
    private static final int FAULTS = 3;

    private final int number;
    private final long seed;
    private final List<Fault> wanted;
    private final Cluster cluster;
    private final Logs logs;
    private final Progress progress;

    /** @param wanted the faults, in their order; empty: chosen by the seed */
    public Run(int number, long seed, List<Fault> wanted, Cluster cluster, Logs logs, Progress progress) {
        this.number = number;
        this.seed = seed;
        this.wanted = wanted;
        this.cluster = cluster;
        this.logs = logs;
        this.progress = progress;
    }

    /** @param at nanoseconds since the run began */
    public record Injected(Fault fault, long at, Optional<Duration> recovery) {}

    public record Result(int number, long seed, List<Injected> faults, Evidence evidence, List<Violation> violations) {}

    public Result play() throws InterruptedException {
        Random random = new Random(seed);
        String prefix = "run" + number + "x" + Long.toString(seed & Long.MAX_VALUE, 36);
        List<Fault> faults = wanted.isEmpty() ? choose(random) : wanted;
        progress.say("run %d, seed %d: %s"
                .formatted(number, seed, faults.stream().map(Fault::code).toList()));
        try (var load = new Load(prefix, cluster, random.nextLong())) {
            load.introduce();
            load.start();
            Thread.sleep(WARM_UP);
            List<Injected> injected = new ArrayList<>();
            for (Fault fault : faults) {
                long at = load.history().now();
                fault.strike(new FaultScene(cluster, load.errands()), random);
                awaitFlow(load, at, Duration.ofSeconds(25));
                injected.add(new Injected(fault, at, load.flow().recoveryAfter(at)));
                progress.say("run %d: %s at %.1f s, flows again after %s"
                        .formatted(
                                number,
                                fault.code(),
                                at / 1e9,
                                injected.getLast().recovery().map(Run::seconds).orElse("more than 25 s")));
            }
            cluster.heal();
            cluster.awaitReady();
            long healed = load.history().now();
            List<String> waiting = awaitFlow(load, healed, HEALING);
            load.end();
            var verdict = new Judgement(prefix, load, logs, new Books(cluster.postgres()), SETTLING)
                    .judge(waiting.stream()
                            .map(what -> what + " did not flow within " + HEALING.toSeconds() + " s of the healing")
                            .toList());
            return new Result(number, seed, injected, verdict.evidence(), verdict.violations());
        }
    }

    private static List<Fault> choose(Random random) {
        List<Fault> all = new ArrayList<>(List.of(Fault.values()));
        return IntStream.range(0, FAULTS)
                .mapToObj(_ -> all.remove(random.nextInt(all.size())))
                .toList();
    }

    private static List<String> awaitFlow(Load load, long since, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> waiting = load.flow().waitingSince(since);
        while (!waiting.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(200);
            waiting = load.flow().waitingSince(since);
        }
        return waiting;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}
