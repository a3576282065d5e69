package io.assent.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @Test
    void readsEveryOffsetAndFraction() {
        assertThat(Rfc3339.parse("2026-03-31T06:00:00Z")).isEqualTo(Instant.parse("2026-03-31T06:00:00Z"));
        assertThat(Rfc3339.parse("2026-03-31T06:00:00.123456789+05:30"))
                .isEqualTo(Instant.parse("2026-03-31T00:30:00.123456789Z"));
        assertThat(Rfc3339.parse("2024-02-29t23:59:59.5z")).isEqualTo(Instant.parse("2024-02-29T23:59:59.5Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-03-31",
                "2026-03-31T06:00Z",
                "2026-03-31T06:00:00",
                "2026-02-29T06:00:00Z",
                "2026-03-31T24:00:00Z",
                "2026-13-01T06:00:00Z",
                "+12026-03-31T06:00:00Z",
                "-2026-03-31T06:00:00Z",
                "2026-03-31T06:00:00Zand more",
                "2026-03-31T06:00Z",
                "2026-03-31T06:00:00Z1",
                "2026-03-31T06:00:00zZ",
                "2026-03-31T06:00:00Z ",
                "2026-03-31T06:00:00+01:001",
                "2026-03-31T06:00:00+01:00 ",
                "2026-12-31T23:59:60Z",
                "2026-03-31T06:00:00.1234567890Z",
                "2026-03-31T06:00:00+99:00"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
