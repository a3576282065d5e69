package io.assent.local.cli;

import io.assent.servers.TokenIssuer;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a bearer token for the stack that runs. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints a bearer token, good for twelve hours on the running stack.")
public final class TokenCommand implements Callable<Integer> {
    private enum Role {
        person,
        device,
        company,
        operator
    }

    @Parameters(index = "0", paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}")
    private Role role;

    @Parameters(index = "1", paramLabel = "ID", description = "Whose token; a device is written PERSON/DEVICE.")
    private String id;

    @Mixin
    private DataFolder data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        data.runningStack();
        TokenIssuer issuer = TokenIssuer.in(data.path().resolve("keys"));
        spec.commandLine().getOut().println(issuer.token(role.name(), id));
        return 0;
    }
}
