package io.assent.faults.run;

import io.assent.faults.check.Invariant;
import io.assent.faults.cluster.Cluster;
import io.assent.faults.fault.Fault;
import io.assent.faults.mutation.Mutation;
import io.assent.faults.observe.Logs;
import io.assent.local.stack.Home;
import io.assent.local.stack.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the trial. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a cluster (three brokers, a PostgreSQL pair, two instances of each service), lets clients work on it,",
            "hurts it, heals it, and checks that every promise was kept."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0: no promise was broken; with --mutation: the mutation was caught",
            "1: one was; with --mutation: it was not caught",
            "2: it could not begin"
        })
public final class FaultsCommand implements Callable<Integer> {
    @Option(names = "--runs", paramLabel = "N", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of the first run; each next one has the next. Default: a random one.")
    private @Nullable Long seed;

    @Option(
            names = "--faults",
            paramLabel = "NAME",
            split = ",",
            description = "These faults in this order in every run, instead of what the seed chooses.")
    private List<String> faults = List.of();

    @Option(
            names = "--mutation",
            paramLabel = "NAME",
            split = ",",
            description = {
                "Takes a guard away and expects that it is noticed, in at most N runs; \"all\", or some of",
                "no-barrier, no-commit-wait, no-offset-fence, no-relay-fence, batch-dead-letter,",
                "ignore-conflict-retry, acks-one, end-offset-gate, one after the other on the same cluster."
            })
    private List<String> mutations = List.of();

    @Option(
            names = "--unchanged",
            description = "With --mutation: provokes without taking the guard away; nothing may be broken then.")
    private boolean unchanged;

    @Option(
            names = "--port-base",
            paramLabel = "PORT",
            defaultValue = "${env:ASSENT_PORT_FAULTS:-24000}",
            description = "The first of a hundred ports; default: ASSENT_PORT_FAULTS or 24000.")
    private int portBase;

    @Option(names = "--data", paramLabel = "DIR", description = "Kept afterwards; default: a temporary folder.")
    private @Nullable Path data;

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long first = seed == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000_000) : seed;
        Path folder = data == null
                ? Files.createTempDirectory("assent-faults-")
                : data.toAbsolutePath().normalize();
        var progress = new Progress(System.err);
        PrintWriter out = spec.commandLine().getOut();
        try (Cluster cluster = Cluster.start(Home.find(), folder, portBase, progress);
                Logs logs = new Logs(cluster.kafka().bootstrapServers())) {
            boolean good = mutations.isEmpty()
                    ? keepsItsPromises(cluster, logs, first, progress, out)
                    : noticesMutations(cluster, logs, first, progress, out);
            return good ? 0 : 1;
        }
    }

    private boolean keepsItsPromises(Cluster cluster, Logs logs, long first, Progress progress, PrintWriter out)
            throws InterruptedException {
        List<Run.Result> results = new ArrayList<>();
        for (int number = 1; number <= runs; number++) {
            List<Fault> wanted = faults.stream().map(Fault::of).toList();
            results.add(new Run(number, first + number - 1, wanted, cluster, logs, progress).play());
            Report.of(results.getLast()).print(out);
            out.flush();
        }
        Report.summary(results).forEach(out::println);
        out.flush();
        return results.stream().allMatch(result -> result.violations().isEmpty());
    }

    private boolean noticesMutations(Cluster cluster, Logs logs, long first, Progress progress, PrintWriter out)
            throws InterruptedException {
        List<Mutation> wanted = mutations.contains("all")
                ? List.of(Mutation.values())
                : mutations.stream().map(Mutation::of).toList();
        boolean all = true;
        for (Mutation mutation : wanted) {
            var run = new MutationRun(mutation, agent(), cluster, logs, progress);
            if (!unchanged) {
                run.mutate();
            }
            all &= unchanged ? keeps(run, mutation, first, out) : isCaught(run, mutation, first, out);
            if (!unchanged) {
                run.restore();
            }
        }
        return all;
    }

    private boolean isCaught(MutationRun run, Mutation mutation, long first, PrintWriter out)
            throws InterruptedException {
        for (int number = 1; number <= runs; number++) {
            Run.Result result = run.play(number, first + number - 1);
            Report.ofMutation(result).print(out);
            out.flush();
            Optional<Invariant> by = MutationRun.caughtBy(result);
            if (by.isPresent()) {
                out.println("caught: %s by %s in run %d".formatted(mutation.code(), by.get(), number));
                out.flush();
                return true;
            }
        }
        out.println("not caught: %s in %d runs".formatted(mutation.code(), runs));
        out.flush();
        return false;
    }

    private static boolean keeps(MutationRun run, Mutation mutation, long first, PrintWriter out)
            throws InterruptedException {
        Run.Result result = run.play(1, first);
        Report.ofMutation(result).print(out);
        out.println("%s, unchanged: %d violations"
                .formatted(mutation.code(), result.violations().size()));
        out.flush();
        return result.violations().isEmpty();
    }

    /** Beside this program, as the build puts it. */
    private static Path agent() {
        try {
            Path jar = Path.of(FaultsCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolveSibling("assent-faults-agent.jar").toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
