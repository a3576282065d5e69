package io.assent.notification.delivery;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When a person wants to be left in peace by what can wait.
 *
 * @param ends before {@code starts} when they last over midnight
 */
public record QuietHours(LocalTime starts, LocalTime ends, ZoneId zone) {
    public QuietHours {
        if (starts.equals(ends)) {
            throw new IllegalArgumentException("quiet hours that never begin or never end");
        }
    }

    /** The same moment, or the end of the quiet hours in which it lies; clocks that go forward or back are those of the zone. */
    public Instant after(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        if (!contains(local.toLocalTime())) {
            return moment;
        }
        ZonedDateTime end = local.with(ends);
        Instant today = end.toInstant();
        return today.isAfter(moment) ? today : end.plusDays(1).toInstant();
    }

    private boolean contains(LocalTime time) {
        boolean begun = !time.isBefore(starts);
        boolean notOver = time.isBefore(ends);
        return starts.isBefore(ends) ? begun && notOver : begun || notOver;
    }
}
