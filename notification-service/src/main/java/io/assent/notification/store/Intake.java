package io.assent.notification.store;

import io.assent.notification.dispatch.Category;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A request whose shape is right.
 *
 * @param now of the request: its own time in a replay, otherwise never later than the wall clock
 * @param kids of the sealed bodies, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // the fingerprint is compared with Arrays.equals
public record Intake(
        String messageId,
        String company,
        String eventId,
        byte[] bodyHash,
        String user,
        Category category,
        List<String> sealed,
        List<String> kids,
        Duration ttl,
        Instant now) {

    public Instant expiresAt() {
        return now.plus(ttl);
    }
}
