package io.assent.local.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    @Test
    void aNumberOfABatchPlusWhatIsBeforeItIsTheLineOfTheFile() throws IOException {
        String file = "user\n"
                + IntStream.rangeClosed(2, 4_500).mapToObj(String::valueOf).collect(Collectors.joining("\n"));

        for (Batches.Batch batch : batches(file, true)) {
            String[] lines = batch.text().split("\n");
            assertThat(lines[0]).isEqualTo("user");
            assertThat(lines).hasSizeLessThanOrEqualTo(2_001);
            for (int number = 2; number <= lines.length; number++) {
                assertThat(lines[number - 1]).isEqualTo(String.valueOf(batch.before() + number));
            }
        }
        assertThat(batches(file, true)).hasSize(3);
    }

    @Test
    void jsonLinesHaveNoHeading() throws IOException {
        List<Batches.Batch> batches = batches("1\n2\n3", false);

        assertThat(batches).containsExactly(new Batches.Batch("1\n2\n3", 0));
    }

    @Test
    void longLinesMakeSmallBatchesAndAHugeOneIsAlone() throws IOException {
        String huge = "x".repeat(300_000);

        assertThat(batches("a\n" + huge + "\nb", false))
                .containsExactly(new Batches.Batch("a", 0), new Batches.Batch(huge, 1), new Batches.Batch("b", 2));
    }

    @Test
    void nothingIsInAnEmptyFile() throws IOException {
        assertThat(batches("", true)).isEmpty();
        assertThat(batches("user\n", true)).isEmpty();
    }

    private static List<Batches.Batch> batches(String file, boolean csv) throws IOException {
        Batches batches = new Batches(new BufferedReader(new StringReader(file)), csv);
        List<Batches.Batch> all = new ArrayList<>();
        for (Batches.Batch batch = batches.take(); batch != null; batch = batches.take()) {
            all.add(batch);
        }
        return all;
    }
}
