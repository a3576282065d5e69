package io.assent.local.cli;

import io.assent.local.day.Day;
import io.assent.local.day.DayReader;
import io.assent.local.generate.DayGenerator;
import io.assent.local.generate.DayShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which day a command plays. */
final class DayFiles {
    private DayFiles() {}

    static String orCommitted(@Nullable String input, Path home) {
        return input == null ? home.resolve("deploy/local/day").toString() : input;
    }

    /** A day as large as the one of the repository, from another seed. */
    static Day generated(long seed, LocalDate date) throws IOException {
        Path file = Files.createTempFile("assent-day-", ".jsonl");
        try {
            Files.write(
                    file,
                    new DayGenerator(new DayShape(
                                    DayShape.COMMITTED.people(), DayShape.COMMITTED.requests(), seed, date))
                            .lines());
            return new DayReader().read(file.toString());
        } finally {
            Files.delete(file);
        }
    }
}
