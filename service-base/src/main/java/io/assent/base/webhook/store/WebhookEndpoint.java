package io.assent.base.webhook.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a company wants its events sent, and how that goes.
 *
 * @param types of events; empty: all
 * @param failingSince the first failure since the last success
 * @param failures in a row
 */
public record WebhookEndpoint(
        String id,
        String company,
        String url,
        List<String> types,
        Instant createdAt,
        @Nullable Disabled disabled,
        @Nullable Instant failingSince,
        long failures,
        @Nullable Instant lastDeliveredAt) {

    /** @param reason {@code gone} or {@code failing} */
    public record Disabled(Instant at, String reason) {}

    public boolean isActive() {
        return disabled == null;
    }
}
