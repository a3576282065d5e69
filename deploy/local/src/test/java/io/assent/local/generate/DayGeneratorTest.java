package io.assent.local.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.local.check.LineCheck;
import io.assent.local.day.DayTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayGeneratorTest {
    private static final Path COMMITTED = Path.of("day");

    @Test
    void writesTheCommittedDayByteForByte() throws IOException {
        var files = new DayGenerator(DayShape.COMMITTED).files();

        try (var committed = Files.newDirectoryStream(COMMITTED, "*.jsonl")) {
            assertThat(committed)
                    .extracting(file -> file.getFileName().toString())
                    .hasSameElementsAs(files.keySet());
        }
        for (var file : files.entrySet()) {
            assertThat(COMMITTED.resolve(file.getKey())).hasContent(String.join("\n", file.getValue()) + "\n");
        }
    }

    @Test
    void writesAnotherDayFromAnotherSeed() {
        List<String> one = new DayGenerator(new DayShape(20, 50, 1, LocalDate.of(2026, 3, 31))).lines();
        List<String> other = new DayGenerator(new DayShape(20, 50, 2, LocalDate.of(2026, 3, 31))).lines();

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void writesEveryTypeAndOnlyGoodLines() {
        var check = new LineCheck();
        List<String> lines = new DayGenerator(DayShape.COMMITTED).lines();

        assertThat(lines).allSatisfy(line -> assertThat(check.fault(line)).isEmpty());
        assertThat(DayTypes.ALL)
                .allSatisfy(type -> assertThat(lines).anyMatch(line -> line.contains("\"type\":\"" + type + "\"")));
    }
}
