package io.assent.notification.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step of a message, or a chat, as notification.deliveries tells it.
 *
 * @param id of the event: each step of each message has one
 * @param type of the event
 * @param user as the event named the person, who may have been erased since
 */
public record OutcomeEvent(
        String id,
        String type,
        String messageId,
        String company,
        @Nullable String senderEventId,
        String user,
        String category,
        @Nullable String reason,
        Instant occurredAt,
        Instant recordedAt) {}
