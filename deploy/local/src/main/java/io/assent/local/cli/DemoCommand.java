package io.assent.local.cli;

import io.assent.local.day.Day;
import io.assent.local.day.DayReader;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Home;
import io.assent.local.stack.LocalStack;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import io.assent.local.stack.StackPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything, plays a day, and says whether what came out is what must. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the stack, plays a day on it, and compares what came out with what must.",
            "The day is a replay, so the services take now from each call and record (ASSENT_CLOCK=event)."
        },
        exitCodeListHeading = "%nExit codes with --exit:%n",
        exitCodeList = {"0: every expectation held", "1: one did not", "2: it could not begin"})
public final class DemoCommand implements Callable<Integer> {
    private static final String REPLAY = "event";

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description =
                    "JSON lines, a folder of *.jsonl, or - for standard input; default: the day of the repository.")
    private @Nullable String input;

    @Option(names = "--exit", description = "End after the comparison instead of keeping the stack running.")
    private boolean exit;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the data, which is kept; default: a temporary one.")
    private @Nullable Path data;

    @Option(names = "--seed", paramLabel = "S", description = "Play a day made from this seed instead.")
    private @Nullable Long seed;

    @Option(
            names = "--against",
            paramLabel = "URL",
            split = ",",
            description = {
                "Play on a stack that runs elsewhere with ASSENT_CLOCK=event: the URLs of consent-, notification-,",
                "billing- and ad-service and kafka://HOST:PORT, separated by commas. Its keys lie in DIR/keys."
            })
    private List<URI> against = List.of();

    @Mixin
    private PortOptions ports;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var progress = new Progress(System.err);
        Day day = read(Home.find());
        for (var broken : day.broken()) {
            progress.say("refused " + broken);
        }
        Path folder = data == null
                ? Files.createTempDirectory("assent-demo-")
                : data.toAbsolutePath().normalize();
        return against.isEmpty() ? here(day, folder, progress) : there(day, folder, progress);
    }

    private int here(Day day, Path folder, Progress progress) throws IOException, InterruptedException {
        var plan = new StackPlan(Home.find(), folder, data == null, ports.ports(), REPLAY).forMinutes();
        var out = spec.commandLine().getOut();
        try (LocalStack stack = LocalStack.start(plan, progress)) {
            boolean held = rehearsal(stack.endpoints(), folder, () -> stack.restarts(Service.AD), progress)
                    .play(day);
            if (!exit) {
                out.println(new StackTable(plan, Protagonist.of(day), Map.of()));
                out.flush();
                new CountDownLatch(1).await();
            }
            return held ? 0 : 1;
        }
    }

    private int there(Day day, Path folder, Progress progress) throws IOException, InterruptedException {
        if (data == null) {
            throw new IllegalStateException("--against needs --data with the keys of that stack (./assent keys DIR)");
        }
        return rehearsal(Endpoints.of(against, REPLAY, folder), folder, () -> 0, progress)
                        .play(day)
                ? 0
                : 1;
    }

    private Rehearsal rehearsal(Endpoints endpoints, Path folder, IntSupplier deathsOfAdService, Progress progress) {
        return new Rehearsal(
                endpoints,
                folder,
                deathsOfAdService,
                progress,
                spec.commandLine().getOut());
    }

    private Day read(Path home) throws IOException {
        if (seed == null) {
            return new DayReader().read(DayFiles.orCommitted(input, home));
        }
        return DayFiles.generated(seed, LocalDate.of(2026, 3, 31));
    }
}
