package io.assent.local.cli;

import io.assent.local.generate.DayGenerator;
import io.assent.local.generate.DayShape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a day from a seed. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Writes a day of JSON lines from a seed; without options, the day of the repository.",
        showDefaultValues = true)
public final class GenerateCommand implements Callable<Integer> {
    @Option(names = "--people", paramLabel = "N", defaultValue = "500", description = "How many people.")
    private int people;

    @Option(names = "--requests", paramLabel = "N", defaultValue = "5000", description = "How many notifications.")
    private int requests;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "20260331", description = "Same seed, same bytes.")
    private long seed;

    @Option(names = "--date", paramLabel = "DATE", defaultValue = "2026-03-31", description = "Which day it is.")
    private LocalDate date;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for files in play order; without it the lines go to standard output.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var generator = new DayGenerator(new DayShape(people, requests, seed, date));
        if (out != null) {
            generator.writeTo(out);
        } else {
            generator.lines().forEach(spec.commandLine().getOut()::println);
        }
        return 0;
    }
}
