package io.assent.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CpuMeterTest {
    @Test
    void instancesOfOneThingAreReportedTogether() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        long pid = ProcessHandle.current().pid();

        CpuMeter.Span span = new CpuMeter()
                .watch("me#1", pid)
                .watch("me#2", pid)
                .watchWithChildren("tree", pid)
                .begin();

        assertThat(span.end().byProcess()).containsOnlyKeys("me", "tree");
    }
}
