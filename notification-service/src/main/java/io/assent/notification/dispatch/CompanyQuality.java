package io.assent.notification.dispatch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A company's quality, and the rest that it takes for it.
 *
 * @param pauses that its marketing had to take; forgotten when as many days have passed since the last as quality looks back
 * @param pausedUntil the end of the last of them
 */
public record CompanyQuality(
        Quality quality, int pauses, @Nullable Instant pausedUntil) {
    /** After the last of the published pauses only an operator lets marketing go on. */
    private static final Duration FOR_GOOD = Duration.ofDays(36_500);

    public boolean isPaused(Instant now) {
        return pausedUntil != null && now.isBefore(pausedUntil);
    }

    /** @param sent messages that were let through since the last pause began, {@code left} the people who left */
    public CompanyQuality next(QualityRule rule, long sent, long left, Instant now) {
        if (isPaused(now)) {
            return this;
        }
        Quality seen = rule.of(sent, left);
        if (seen == Quality.RED) {
            Duration rest = pauses < rule.pauses().size() ? rule.pauses().get(pauses) : FOR_GOOD;
            return new CompanyQuality(seen, pauses + 1, now.plus(rest));
        }
        boolean forgotten = pausedUntil != null && !now.isBefore(pausedUntil.plus(Duration.ofDays(rule.days())));
        return forgotten ? new CompanyQuality(seen, 0, null) : new CompanyQuality(seen, pauses, pausedUntil);
    }

    /** Whether a pause begins with this; what was counted before it counts no more, or it would never end. */
    public boolean beginsPause(CompanyQuality before) {
        return pauses > before.pauses();
    }
}
