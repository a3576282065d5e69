package io.assent.notification.client;

import java.time.Duration;
import java.util.Optional;

/**
 * A message in clear text, as it is before it is sealed. Make it by {@link #of} and the {@code with} methods: its components
 * will be more.
 *
 * @param idempotencyKey names the message, 1 to 128 characters; the same key is the same message, also years later
 * @param user the person's id
 * @param text what the person reads; sealed it must fit into 64 KB
 * @param ttl for how long it may wait for a device; without one the default of its category. Whole seconds: 30 seconds to 15
 *     minutes for authentication, 30 seconds to 30 days for the others
 */
public record Notification(String idempotencyKey, String user, Category category, String text, Optional<Duration> ttl) {

    public static Notification of(String idempotencyKey, String user, Category category, String text) {
        return new Notification(idempotencyKey, user, category, text, Optional.empty());
    }

    public Notification withTtl(Duration otherTtl) {
        return new Notification(idempotencyKey, user, category, text, Optional.of(otherTtl));
    }

    /** Without what it says and to whom: this may come into a log. */
    @Override
    public String toString() {
        return "Notification[" + category.code() + "]";
    }
}
