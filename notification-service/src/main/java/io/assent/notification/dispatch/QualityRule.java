package io.assent.notification.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a company's quality is made of: blocks and withdrawals, and nothing that would need to read a message.
 *
 * @param days that are looked back
 * @param least so many people must have left before anything is concluded
 * @param yellowPerMille people who left for a thousand messages, from which on quality is yellow
 * @param redPerMille from which on it is red, and marketing rests
 * @param pauses how long it rests, the first time, the second, …; after the last it stays so until an operator ends it
 */
public record QualityRule(int days, int least, int yellowPerMille, int redPerMille, List<Duration> pauses) {
    public QualityRule {
        pauses = List.copyOf(pauses);
    }

    static QualityRule never() {
        return new QualityRule(1, Integer.MAX_VALUE, 1_000, 1_000, List.of());
    }

    /** The last day (UTC) to which quality does not look back any more. */
    public LocalDate back(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(days);
    }

    /** Who leaves, comes back and leaves again in these days counts once. */
    public boolean counts(@Nullable Instant leftBefore, Instant leaves) {
        return leftBefore == null || !leaves.isBefore(leftBefore.plus(Duration.ofDays(days)));
    }

    /** @param sent messages that the gate let through, and {@code left} the blocks and withdrawals in these days */
    public Quality of(long sent, long left) {
        if (left < least) {
            return Quality.GREEN;
        }
        if (left * 1_000 >= redPerMille * Math.max(sent, 1)) {
            return Quality.RED;
        }
        return left * 1_000 >= yellowPerMille * Math.max(sent, 1) ? Quality.YELLOW : Quality.GREEN;
    }
}
