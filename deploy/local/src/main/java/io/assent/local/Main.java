package io.assent.local;

import io.assent.local.cli.CheckCommand;
import io.assent.local.cli.DemoCommand;
import io.assent.local.cli.GenerateCommand;
import io.assent.local.cli.ImportCommand;
import io.assent.local.cli.KeysCommand;
import io.assent.local.cli.ProbeCommand;
import io.assent.local.cli.ProduceCommand;
import io.assent.local.cli.TokenCommand;
import io.assent.local.cli.TopicsCommand;
import io.assent.local.cli.UpCommand;
import io.assent.local.cli.VerifyCommand;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher: {@code ./assent COMMAND}. */
@Command(
        name = "assent",
        description = "Runs Assent on this machine: four services, Kafka and PostgreSQL, each a process of its own.",
        mixinStandardHelpOptions = true,
        version = "assent 0.1.0",
        footer = {
            "",
            "Beside these: test (the whole suite), bench (against the limit of this machine; see trials/bench), faults (the",
            "promises under faults; see trials/faults), jdk."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            ProduceCommand.class,
            CheckCommand.class,
            ImportCommand.class,
            VerifyCommand.class,
            ProbeCommand.class,
            TokenCommand.class,
            GenerateCommand.class,
            TopicsCommand.class,
            KeysCommand.class
        })
public final class Main {
    /** The command could not even begin: a missing file, a taken port, no stack. */
    private static final int CANNOT = 2;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    public static int run(String... args) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(command.getColorScheme().errorText(sentence(e)));
                    return CANNOT;
                })
                .execute(args);
    }

    private static String sentence(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return e instanceof NoSuchFileException ? "no such file: " + message : message;
    }
}
