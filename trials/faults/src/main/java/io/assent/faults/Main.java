package io.assent.faults;

import io.assent.faults.run.FaultsCommand;
import picocli.CommandLine;

/** {@code ./assent faults}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new FaultsCommand())
                .setExecutionExceptionHandler((e, command, _) -> {
                    command.getErr().println(command.getColorScheme().errorText(String.valueOf(e.getMessage())));
                    e.printStackTrace(command.getErr());
                    return 2;
                })
                .execute(args));
    }
}
