package io.assent.notification.dispatch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A company's quality, and the rest that it takes for it. It is red while the rest lasts, and until it is assessed for the first
 * time after it.
 *
 * @param pauses that its marketing had to take; forgotten when as many days have passed since the last as quality looks back
 * @param pausedUntil the end of the last of them
 */
public record CompanyQuality(
        Quality quality, int pauses, @Nullable Instant pausedUntil) {
    /** After the last of the published pauses only an operator lets marketing go on. */
    public static final Instant FOR_GOOD = Instant.parse("9999-12-31T23:59:59Z");

    private boolean isPaused(Instant now) {
        return pausedUntil != null && now.isBefore(pausedUntil);
    }

    /** @param sent messages that were let through since the last pause ended, {@code left} the people who left */
    public CompanyQuality next(QualityRule rule, long sent, long left, Instant now) {
        if (isPaused(now)) {
            return this;
        }
        if (quality == Quality.RED) {
            return new CompanyQuality(Quality.GREEN, pauses, pausedUntil);
        }
        Quality seen = rule.of(sent, left);
        if (seen == Quality.RED) {
            Instant end = pauses < rule.pauses().size() ? now.plus(rule.pauses().get(pauses)) : FOR_GOOD;
            return new CompanyQuality(seen, pauses + 1, end);
        }
        boolean forgotten = pausedUntil != null && !now.isBefore(pausedUntil.plus(Duration.ofDays(rule.days())));
        return forgotten ? new CompanyQuality(seen, 0, null) : new CompanyQuality(seen, pauses, pausedUntil);
    }

    /** Whether a pause has ended with this: what was counted until now counts no more, or one pause would lead to the next. */
    public boolean endsPause(CompanyQuality before) {
        return before.quality == Quality.RED && quality != Quality.RED;
    }
}
