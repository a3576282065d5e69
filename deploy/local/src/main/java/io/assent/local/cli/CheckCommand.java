package io.assent.local.cli;

import io.assent.local.day.Day;
import io.assent.local.day.DayReader;
import io.assent.local.stack.Home;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates a day and sends nothing. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Validates each line against the contracts and names what is wrong; sends nothing.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: every line is good", "1: at least one is not", "2: the file cannot be read"})
public final class CheckCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description =
                    "JSON lines, a folder of *.jsonl, or - for standard input; default: the day of the repository.")
    private @Nullable String input;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Day day = new DayReader().read(DayFiles.orCommitted(input, Home.find()));
        var out = spec.commandLine().getOut();
        day.broken().forEach(out::println);
        out.printf(
                "%d lines are good, %d are not%n",
                day.lines().size(), day.broken().size());
        return day.broken().isEmpty() ? 0 : 1;
    }
}
