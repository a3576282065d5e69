package io.assent.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // Over midnight, in winter (UTC+1) and in summer (UTC+2).
        "22:00, 07:00, 2026-01-10T20:59:59Z, 2026-01-10T20:59:59Z",
        "22:00, 07:00, 2026-01-10T21:00:00Z, 2026-01-11T06:00:00Z",
        "22:00, 07:00, 2026-01-11T05:59:00Z, 2026-01-11T06:00:00Z",
        "22:00, 07:00, 2026-07-11T20:30:00Z, 2026-07-12T05:00:00Z",
        "22:00, 07:00, 2026-01-11T06:00:00Z, 2026-01-11T06:00:00Z",
        // Within a day.
        "12:00, 14:00, 2026-01-10T11:30:00Z, 2026-01-10T13:00:00Z",
        // The night in which clocks go forward, and the one in which they go back.
        "22:00, 07:00, 2026-03-28T23:00:00Z, 2026-03-29T05:00:00Z",
        "22:00, 07:00, 2026-10-24T23:00:00Z, 2026-10-25T06:00:00Z",
    })
    void whatFallsIntoThemWaitsForTheirEnd(LocalTime starts, LocalTime ends, Instant moment, Instant expected) {
        assertThat(new QuietHours(starts, ends, BERLIN).after(moment)).isEqualTo(expected);
    }

    @Test
    void hoursWithoutLengthAreNone() {
        assertThatThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON, BERLIN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
