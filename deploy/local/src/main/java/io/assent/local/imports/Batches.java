package io.assent.local.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a file into what one call may bring; of CSV each batch has the heading. */
final class Batches {
    private static final int MOST_LINES = 2_000;
    private static final int MOST_CHARACTERS = 120_000; // of up to four bytes each

    private final BufferedReader file;
    private final @Nullable String heading;
    private @Nullable String next;
    private long read;

    Batches(BufferedReader file, boolean csv) throws IOException {
        this.file = file;
        this.next = file.readLine();
        if (csv) {
            this.heading = next == null ? "" : next;
            advance();
        } else {
            this.heading = null;
        }
    }

    /** @param before how many lines of the file are before its first, less the heading that was put before them */
    record Batch(String text, long before) {}

    /** Null at the end of the file. */
    @Nullable
    Batch take() throws IOException {
        if (next == null) {
            return null;
        }
        long before = heading == null ? read : read - 1;
        List<String> lines = new ArrayList<>();
        if (heading != null) {
            lines.add(heading);
        }
        int characters = 0;
        int taken = 0;
        while (next != null && taken < MOST_LINES && (taken == 0 || characters + next.length() < MOST_CHARACTERS)) {
            lines.add(next);
            characters += next.length() + 1;
            taken++;
            advance();
        }
        return new Batch(String.join("\n", lines), before);
    }

    private void advance() throws IOException {
        next = file.readLine();
        read++;
    }
}
