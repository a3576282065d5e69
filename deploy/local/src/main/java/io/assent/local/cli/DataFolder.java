package io.assent.local.cli;

import io.assent.local.stack.StackFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a stack keeps its data, and where others find it. */
final class DataFolder {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the stack's data; default: ASSENT_DATA or ~/.assent.")
    private @Nullable Path data;

    Path path() {
        if (data != null) {
            return data.toAbsolutePath().normalize();
        }
        String told = System.getenv("ASSENT_DATA");
        Path folder = told != null ? Path.of(told) : Path.of(System.getProperty("user.home"), ".assent");
        return folder.toAbsolutePath();
    }

    StackFile runningStack() throws IOException {
        return StackFile.read(path())
                .orElseThrow(() -> new IllegalStateException(
                        "no stack runs on " + path() + "; start one with ./assent up, or name its folder with --data"));
    }
}
