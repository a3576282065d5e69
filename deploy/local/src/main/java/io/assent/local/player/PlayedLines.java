package io.assent.local.player;

import io.assent.local.day.DayLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which lines were taken before, in this play or an earlier one on the same data; a changed line is another line. */
final class PlayedLines {
    private final Path file;
    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    PlayedLines(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            taken.addAll(Files.readAllLines(file));
        }
    }

    boolean contains(DayLine line) {
        return taken.contains(mark(line));
    }

    synchronized void add(DayLine line) {
        if (taken.add(mark(line))) {
            try {
                Files.writeString(file, mark(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String mark(DayLine line) {
        return HexFormat.of().formatHex(MessageIds.sha256(line.event().toString()), 0, 12);
    }
}
