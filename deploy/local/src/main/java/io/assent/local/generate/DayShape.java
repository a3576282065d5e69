package io.assent.local.generate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** How large a day is and when it is; the same shape gives the same bytes. */
public record DayShape(int people, int requests, long seed, LocalDate date) {

    /** The day that is committed to the repository; it ends in the next month, where the rate card has other prices. */
    public static final DayShape COMMITTED = new DayShape(500, 5_000, 20_260_331, LocalDate.of(2026, 3, 31));

    /** A moment of the day; hours beyond 23 lie in the night that follows. */
    Instant at(int hour, int minute) {
        return date.atTime(LocalTime.MIDNIGHT).toInstant(ZoneOffset.UTC).plusSeconds(hour * 3600L + minute * 60L);
    }

    /** Part of every id, so that two days never share one. */
    String tag() {
        return date.format(DateTimeFormatter.ofPattern("MMdd"));
    }

    /** Each part of the day has dice of its own: a change to one leaves the others as they were. */
    Random dice(String part) {
        return new Random(seed * 31 + part.hashCode());
    }
}
