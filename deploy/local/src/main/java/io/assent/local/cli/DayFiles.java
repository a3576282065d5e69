package io.assent.local.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which day a command plays. */
final class DayFiles {
    private DayFiles() {}

    static String orCommitted(@Nullable String input, Path home) {
        return input == null ? home.resolve("deploy/local/day").toString() : input;
    }
}
