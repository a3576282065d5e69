package io.assent.local.cli;

import io.assent.servers.ConsentKey;
import io.assent.servers.TokenIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the keys and passwords of a stack for trying out; a real one has its own issuer and secrets. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Makes keys and passwords for a stack of containers: DIR/keys, and DIR/assent.env for deploy/compose.yaml.",
            "What is there already stays."
        })
public final class KeysCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Where to put them.")
    private Path folder;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path keys = folder.resolve("keys");
        Path environment = folder.resolve("assent.env");
        TokenIssuer tokens = TokenIssuer.in(keys);
        ConsentKey consent = ConsentKey.in(keys);
        if (!Files.exists(environment)) {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(environment, ownerOnly);
            Files.write(
                    environment,
                    List.of(
                            "ASSENT_TOKENS_PUBLIC_KEY=" + tokens.publicKey(),
                            "ASSENT_TOKENS_ISSUER=" + TokenIssuer.ISSUER,
                            "ASSENT_CONSENT_PUBLIC_KEY=" + consent.publicKey(),
                            "ASSENT_CONSENT_PRIVATE_KEY=" + consent.privateKey(),
                            "ASSENT_AD_TOKEN_SECRET=" + random(),
                            "ASSENT_NOTIFICATION_WEBHOOK_SECRET=" + random(),
                            "ASSENT_POSTGRES_PASSWORD=" + random().replaceAll("[^A-Za-z0-9]", "")));
        }
        spec.commandLine().getOut().println(environment);
        return 0;
    }

    private static String random() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }
}
