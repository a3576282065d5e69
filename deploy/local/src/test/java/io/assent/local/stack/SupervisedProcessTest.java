package io.assent.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedProcessTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void startsAKilledChildAgainAndSaysSo() {
        try (var child = sleeper()) {
            ProcessHandle first = child.handle();

            first.destroyForcibly();

            await().until(() -> child.handle().isAlive() && child.handle().pid() != first.pid());
            assertThat(child.restarts()).isEqualTo(1);
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("sleeper died")
                    .contains("starting it again");
        }
    }

    @Test
    void leavesNoChildBehind() {
        var child = sleeper();
        ProcessHandle process = child.handle();

        child.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(child.restarts()).isZero();
    }

    private SupervisedProcess sleeper() {
        var progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));
        return SupervisedProcess.start(
                "sleeper", List.of("sleep", "600"), Map.of(), folder.resolve("sleeper.log"), progress);
    }
}
