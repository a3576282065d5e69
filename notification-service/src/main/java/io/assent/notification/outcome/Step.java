package io.assent.notification.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step in the life of a message.
 *
 * @param status accepted, sent, delivered, read, suppressed or expired
 * @param at null when it was cancelled before times of that were kept
 * @param reason of a suppression
 */
public record Step(
        String status, @Nullable Instant at, @Nullable String reason) {
    public OutcomeStatus outcome() {
        return OutcomeStatus.of(status).orElseThrow();
    }
}
