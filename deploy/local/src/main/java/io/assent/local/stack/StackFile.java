package io.assent.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code stack.json} in the data folder: how other commands find the stack that runs there. */
public record StackFile(long pid, Ports ports, String clock) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Path in(Path data) {
        return data.resolve("stack.json");
    }

    void write(Path data) {
        try {
            JSON.writerWithDefaultPrettyPrinter().writeValue(in(data).toFile(), this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void remove(Path data) {
        try {
            Files.deleteIfExists(in(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stack that runs on this data; nothing when none does. */
    public static Optional<StackFile> read(Path data) throws IOException {
        if (!Files.exists(in(data))) {
            return Optional.empty();
        }
        StackFile found = JSON.readValue(in(data).toFile(), StackFile.class);
        return ProcessHandle.of(found.pid).isPresent() ? Optional.of(found) : Optional.empty();
    }
}
