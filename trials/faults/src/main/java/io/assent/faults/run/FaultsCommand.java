package io.assent.faults.run;

import io.assent.faults.cluster.Cluster;
import io.assent.faults.fault.Fault;
import io.assent.faults.observe.Logs;
import io.assent.local.stack.Home;
import io.assent.local.stack.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        List<Run.Result> results = new ArrayList<>();
        try (Cluster cluster = Cluster.start(Home.find(), folder, portBase, progress);
                Logs logs = new Logs(cluster.kafka().bootstrapServers())) {
            for (int number = 1; number <= runs; number++) {
                var run = new Run(
                        number,
                        first + number - 1,
                        faults.stream().map(Fault::of).toList(),
                        cluster,
                        logs,
                        progress);
                results.add(run.play());
                Report.of(results.getLast()).print(out);
                out.flush();
            }
        }
        Report.summary(results).forEach(out::println);
        out.flush();
        return results.stream().allMatch(result -> result.violations().isEmpty()) ? 0 : 1;
    }
}
