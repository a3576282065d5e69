package io.assent.local.cli;

import io.assent.local.verify.ProofFileCheck;
import io.assent.local.verify.Verdict;
import io.assent.proof.VerificationKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a receipt, a checkpoint or a proof; needs no network and asks no service. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a consent receipt, a checkpoint, an inclusion or a consistency, offline, by the public keys that",
            "were downloaded from /v1/keys of consent-service."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0: it is proved", "1: it is not; the reason is said", "2: a file cannot be read"})
public final class VerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What was downloaded, or a bare JWS.")
    private Path file;

    @Option(names = "--keys", paramLabel = "FILE", description = "The JWK set; default: keys.json beside the file.")
    private @Nullable Path keys;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        VerificationKeys trusted =
                VerificationKeys.ofJwkSet(Files.readString(keys == null ? file.resolveSibling("keys.json") : keys));
        // Not as strict text: a file with a broken character is refused by what is wrong with it, not by its encoding.
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        var out = spec.commandLine().getOut();
        return switch (new ProofFileCheck(trusted).check(text)) {
            case Verdict.Verified(var sentences) -> {
                out.println("verified");
                sentences.forEach(sentence -> out.println("  " + sentence));
                yield 0;
            }
            case Verdict.Refused(String reason, String detail) -> {
                out.printf("refused: %s%n  %s%n", reason, detail);
                yield 1;
            }
        };
    }
}
