package io.assent.consent.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.consent.receipt.Acceptance;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcceptanceJsonTest {
    private static final String ENTRY = """
            {"user":"p-1","company":"shop","change":"accepted","purposes":["chat"],"noticeVersion":"v1",%s
            "occurredAt":"2026-03-02T12:00:00Z","recordedAt":"2026-03-02T12:00:00Z"}""";

    @Test
    void allThatAnEntryTellsOfTheNoticeAndOfTheEndIsRead() throws JsonProcessingException {
        Acceptance acceptance = AcceptanceJson.read(entry(
                "\"noticeLanguage\":\"de\",\"noticeContentHash\":\"ab\",\"validUntil\":\"2027-03-02T12:00:00Z\","));

        assertThat(acceptance.notice()).isEqualTo(Map.of("version", "v1", "language", "de", "content_hash", "ab"));
        assertThat(acceptance.validUntil()).isEqualTo("2027-03-02T12:00:00Z");
    }

    @Test
    void anOlderEntryThatTellsLessIsReadAllTheSame() throws JsonProcessingException {
        Acceptance acceptance = AcceptanceJson.read(entry(""));

        assertThat(acceptance.notice()).isEqualTo(Map.of("version", "v1"));
        assertThat(acceptance.validUntil()).isNull();
    }

    private static JsonNode entry(String more) throws JsonProcessingException {
        return new ObjectMapper().readTree(ENTRY.formatted(more));
    }
}
