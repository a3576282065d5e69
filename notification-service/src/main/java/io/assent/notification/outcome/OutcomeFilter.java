package io.assent.notification.outcome;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which of its messages a company asks for; null is any.
 *
 * @param from when the message was recorded, at the earliest
 * @param to before this time
 */
public record OutcomeFilter(
        @Nullable String status,
        @Nullable String reason,
        @Nullable String category,
        @Nullable String user,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** Of messages in the span of time, which the database looks for. */
    public boolean matches(String status, @Nullable String reason, String category, String user) {
        return matches(this.status, status)
                && matches(this.reason, reason)
                && matches(this.category, category)
                && matches(this.user, user);
    }

    private static boolean matches(@Nullable String wanted, @Nullable String is) {
        return wanted == null || wanted.equals(is);
    }
}
