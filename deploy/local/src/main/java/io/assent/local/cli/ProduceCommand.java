package io.assent.local.cli;

import io.assent.local.day.Day;
import io.assent.local.day.DayReader;
import io.assent.local.player.DayPlayer;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Home;
import io.assent.local.stack.Progress;
import io.assent.local.stack.StackFile;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends lines to the stack that runs. */
@Command(
        name = "produce",
        mixinStandardHelpOptions = true,
        description = {
            "Sends each line to the running stack, to the topic or REST door of its type, and waits only until it is taken.",
            "Sending the same lines again changes nothing: they carry the same ids and the same sealed bytes."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: all lines were sent", "1: some could not be", "2: there is no stack, or no file"})
public final class ProduceCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "JSON lines, a folder of *.jsonl, or - for standard input; default: the day of the repository.")
    private @Nullable String input;

    @Mixin
    private DataFolder data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackFile stack = data.runningStack();
        Day day = new DayReader().read(DayFiles.orCommitted(input, Home.find()));
        var out = spec.commandLine().getOut();
        day.broken().forEach(out::println);
        var endpoints = Endpoints.local(stack.ports(), stack.clock(), data.path());
        try (var player = new DayPlayer(endpoints, data.path(), new Progress(System.err))) {
            out.println(player.produce(day.lines()));
            player.findings().forEach(out::println);
            return day.broken().isEmpty() && player.findings().isEmpty() ? 0 : 1;
        }
    }
}
