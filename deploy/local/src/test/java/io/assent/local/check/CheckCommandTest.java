package io.assent.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.local.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String GOOD = """
            {"specversion":"1.0","id":"1","source":"/x","type":"io.assent.device.Connected","time":"2026-03-31T08:00:00Z","data":{"user":"p-1"}}""";

    private final LineCheck check = new LineCheck();

    @Test
    void findsNothingWrongWithAGoodLine() {
        assertThat(check.fault(GOOD)).isEmpty();
    }

    @Test
    void namesWhatIsNotJson() {
        assertThat(reason("{\"specversion\":")).isEqualTo("not_json");
        assertThat(reason(GOOD + "}")).isEqualTo("not_json");
    }

    @Test
    void namesAMissingAttribute() {
        assertThat(check.fault(GOOD.replace("\"id\":\"1\",", "")))
                .hasValueSatisfying(fault -> assertThat(fault.reason() + fault.detail())
                        .startsWith("invalid_event")
                        .contains("id"));
    }

    @Test
    void namesATimeThatDoesNotExist() {
        assertThat(reason(GOOD.replace("03-31", "02-31"))).isEqualTo("invalid_event");
    }

    @Test
    void namesAnUnknownType() {
        assertThat(reason(GOOD.replace("device.Connected", "device.Exploded"))).isEqualTo("unknown_type");
    }

    @Test
    void namesDataThatBreaksItsSchema() {
        assertThat(reason(GOOD.replace("p-1", "not a person"))).isEqualTo("invalid_field");
    }

    @Test
    void namesWhatIsTooDeepAndTooLarge() {
        assertThat(reason("[".repeat(40) + "]".repeat(40))).isEqualTo("json_too_deep");
        assertThat(reason(" ".repeat(65_537))).isEqualTo("body_too_large");
    }

    @Test
    void exitsWithOneWhenALineIsBrokenAndWithTwoWithoutAFile(@TempDir Path folder) throws IOException {
        Path good = Files.writeString(folder.resolve("good.jsonl"), GOOD + "\n");
        Path bad = Files.writeString(folder.resolve("bad.jsonl"), GOOD + "\n\nnonsense\n");

        assertThat(Main.run("check", good.toString())).isZero();
        assertThat(Main.run("check", bad.toString())).isEqualTo(1);
        assertThat(Main.run("check", folder.resolve("none").toString())).isEqualTo(2);
    }

    private String reason(String line) {
        return check.fault(line).orElseThrow().reason();
    }
}
