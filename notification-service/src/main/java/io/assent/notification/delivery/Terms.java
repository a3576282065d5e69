package io.assent.notification.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a message may be handed over, and for how long, as its sender wants it.
 *
 * @param ttl its time to live, from when it may be handed over
 * @param sendAt not before; null means at once, and so does what is past
 * @param respectsQuietHours whether it waits for the end of the person's quiet hours
 * @param template that it is made from: id and language, with a slash between them
 */
public record Terms(
        Duration ttl,
        @Nullable Instant sendAt,
        boolean respectsQuietHours,
        @Nullable String template) {
    /** From when on a message that was asked for {@code now} may be handed over. */
    public Instant dueAt(Instant now) {
        return sendAt == null || sendAt.isBefore(now) ? now : sendAt;
    }
}
