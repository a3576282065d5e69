package io.assent.notification.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A message in clear text, as it is before it is sealed. Make it by {@link #of} and the {@code with} methods: its components
 * will be more.
 *
 * @param idempotencyKey names the message, 1 to 128 characters; the same key is the same message, also years later
 * @param user the person's id
 * @param text what the person reads; sealed it must fit into 64 KB
 */
public record Notification(
        String idempotencyKey,
        String user,
        Category category,
        String text,
        Timing timing,
        Optional<Template> template) {

    public static Notification of(String idempotencyKey, String user, Category category, String text) {
        return new Notification(idempotencyKey, user, category, text, Timing.AT_ONCE, Optional.empty());
    }

    /** Whole seconds: 30 seconds to 15 minutes for authentication, 30 seconds to 30 days for the others. */
    public Notification withTtl(Duration ttl) {
        return with(new Timing(Optional.of(ttl), timing.sendAt(), timing.respectsQuietHours()));
    }

    /** At most 30 days ahead; what is past means at once. */
    public Notification withSendAt(Instant sendAt) {
        return with(new Timing(timing.ttl(), Optional.of(sendAt), timing.respectsQuietHours()));
    }

    /** Waits for the end of the person's quiet hours, if they have any. */
    public Notification respectingQuietHours() {
        return with(new Timing(timing.ttl(), timing.sendAt(), true));
    }

    public Notification withTemplate(Template approved) {
        return new Notification(idempotencyKey, user, category, text, timing, Optional.of(approved));
    }

    private Notification with(Timing other) {
        return new Notification(idempotencyKey, user, category, text, other, template);
    }

    /** Without what it says and to whom: this may come into a log. */
    @Override
    public String toString() {
        return "Notification[" + category.code() + "]";
    }
}
