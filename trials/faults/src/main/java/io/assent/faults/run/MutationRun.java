package io.assent.faults.run;

import io.assent.faults.check.Invariant;
import io.assent.faults.check.Violation;
import io.assent.faults.client.Load;
import io.assent.faults.cluster.Cluster;
import io.assent.faults.cluster.ServiceNode;
import io.assent.faults.mutation.Mutation;
import io.assent.faults.observe.Books;
import io.assent.faults.observe.Logs;
import io.assent.local.stack.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;

/** Takes a guard away, provokes what it prevents, and sees whether the checker notices. */
final class MutationRun {
    private static final Duration SETTLING = Duration.ofSeconds(8);
    private static final Duration READY = Duration.ofSeconds(90);

    private final Mutation mutation;
    private final Path agent;
    private final Cluster cluster;
    private final Logs logs;
    private final Progress progress;

    MutationRun(Mutation mutation, Path agent, Cluster cluster, Logs logs, Progress progress) {
        this.mutation = mutation;
        this.agent = agent;
        this.cluster = cluster;
        this.logs = logs;
        this.progress = progress;
    }

    /** Starts the service anew without the guard. */
    void mutate() throws InterruptedException {
        progress.say("starting " + mutation.service().fullName() + " with " + mutation.code());
        restart("-javaagent:" + agent + "=" + mutation.code());
    }

    void restore() throws InterruptedException {
        restart("");
    }

    private void restart(String option) throws InterruptedException {
        List<ServiceNode> nodes = new ArrayList<>();
        for (int number = 1; number <= Cluster.INSTANCES; number++) {
            nodes.add(cluster.service(mutation.service(), number));
        }
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            for (ServiceNode node : nodes) {
                var _ = tasks.submit(() -> {
                    node.stop();
                    node.use(option);
                    node.start();
                    return node;
                });
            }
        }
        for (ServiceNode node : nodes) {
            node.awaitReady(READY);
        }
    }

    /** @return the promises that were broken, but for the flow, which a mutation may well stop */
    Run.Result play(int number, long seed) throws InterruptedException {
        String prefix = "mutation" + number + "x" + Integer.toString(mutation.ordinal(), 36) + "x"
                + Long.toString(new Random(seed).nextInt(1_000_000), 36);
        progress.say("run %d, seed %d: %s".formatted(number, seed, mutation.code()));
        try (var load = new Load(prefix, cluster, seed)) {
            load.introduce();
            mutation.provoke(cluster, load.errands());
            cluster.heal();
            load.end();
            var verdict = new Judgement(prefix, load, logs, new Books(cluster.postgres()), SETTLING).judge(List.of());
            return new Run.Result(number, seed, List.of(), verdict.evidence(), verdict.violations());
        }
    }

    static Optional<Invariant> caughtBy(Run.Result result) {
        return result.violations().stream().map(Violation::invariant).findFirst();
    }
}
