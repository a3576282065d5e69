package io.assent.base.webhook.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one endpoint, without its body.
 *
 * @param state pending, delivered or failed
 * @param lastResult a status, or why there was none
 * @param dueAt of the next attempt; null when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookDelivery(
        String id,
        String type,
        String state,
        int attempts,
        @Nullable String lastResult,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt) {
    public static final String PENDING = "pending";
    public static final String DELIVERED = "delivered";
    public static final String FAILED = "failed";
}
