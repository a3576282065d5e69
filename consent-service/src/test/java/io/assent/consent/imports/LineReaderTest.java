package io.assent.consent.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {
    private static final String HEADING = "user,purposes,noticeVersion,language,decidedAt,evidence";
    private static final ImportLine LINE = new ImportLine(
            "p-1",
            null,
            List.of("chat", "notifications.utility"),
            "v1",
            "de",
            "2025-03-01T10:00:00Z",
            "web form, \"newsletter\"");

    @Test
    void bothFormatsSayTheSame() {
        assertThat(
                        csv().read(
                                        "p-1,chat notifications.utility,v1,de,2025-03-01T10:00:00Z,\"web form, \"\"newsletter\"\"\""))
                .contains(LINE);
        assertThat(LineReader.ofJson().read("""
                {"user":"p-1","purposes":["chat","notifications.utility"],"noticeVersion":"v1","language":"de",\
                "decidedAt":"2025-03-01T10:00:00Z","evidence":"web form, \\"newsletter\\""}""")).contains(LINE);
    }

    @Test
    void whatIsEmptyIsMissing() {
        assertThat(csv().read("p-1,,,,2025-03-01T10:00:00Z,list"))
                .contains(new ImportLine("p-1", null, List.of(), null, null, "2025-03-01T10:00:00Z", "list"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"p-1,chat", "p-1,chat,v1,de,2025-03-01T10:00:00Z,form,more", "p-1,\"chat,v1,de,x,form", "{}"})
    void aBrokenLineOfCsvIsNone(String line) {
        assertThat(csv().read(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "null",
                "[]",
                "7",
                "{\"user\":\"p-1\"} {}",
                "{\"usr\":\"p-1\"}",
                "{\"purposes\":\"chat\"}",
                "{\"purposes\":[null]}",
                "p-1,chat"
            })
    void aBrokenLineOfJsonIsNone(String line) {
        assertThat(LineReader.ofJson().read(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user,phone", "user,user", "purposes,evidence", "p-1,chat,v1"})
    void aHeadingNamesKnownColumnsOnceAndTheUser(String heading) {
        assertThat(LineReader.ofCsv(heading)).isEmpty();
    }

    private static LineReader csv() {
        return LineReader.ofCsv(HEADING).orElseThrow();
    }
}
