package io.assent.notification.rest.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far back figures are shown, and in which rows. */
enum Span {
    DAY(24, Duration.ofHours(1), "hour"),
    WEEK(7, Duration.ofDays(1), "day"),
    MONTH(30, Duration.ofDays(1), "day");

    private final int rows;
    private final Duration row;
    private final String by;

    Span(int rows, Duration row, String by) {
        this.rows = rows;
        this.row = row;
        this.by = by;
    }

    /** A day when it is absent, or none of ours. */
    static Span of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(span -> span.code().equals(code))
                .findFirst()
                .orElse(DAY);
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Within the first row, when the last one is that of now. */
    Instant from(Instant now) {
        return now.minus(row.multipliedBy(rows - 1L));
    }

    /** A row is an hour or a day. */
    public String by() {
        return by;
    }
}
