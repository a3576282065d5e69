package io.assent.local.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.assent.local.stack.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class LauncherStackTest {
    @Test
    void leavesNoProcessBehindWhenItIsInterrupted(@TempDir Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process launcher = launch(folder.resolve("data"), output, Ports.free());
        await().atMost(Duration.ofMinutes(3))
                .until(() -> Files.readString(output).contains("Assent is up"));
        List<ProcessHandle> children = new ArrayList<>(launcher.descendants().toList());
        children.add(postgres(folder.resolve("data/postgres/data/postmaster.pid")));

        launcher.destroy();

        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        // four services, Kafka and PostgreSQL
        assertThat(children).hasSizeGreaterThanOrEqualTo(6);
        await().untilAsserted(() ->
                assertThat(children).filteredOn(LauncherStackTest::isRunning).isEmpty());
        assertThat(folder.resolve("data/stack.json")).doesNotExist();
    }

    /** PostgreSQL is no child of the launcher: its starter leaves it behind, and it tells its process id in a file. */
    private static ProcessHandle postgres(Path pidFile) throws IOException {
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .orElseThrow();
    }

    /** A dead process may stay in the table until somebody asks for its exit code. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static Process launch(Path data, Path output, Ports ports) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.assent.local.Main",
                "up",
                "--data",
                data.toString()));
        ports.byName().forEach((name, port) -> command.addAll(List.of(Ports.option(name), port.toString())));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
