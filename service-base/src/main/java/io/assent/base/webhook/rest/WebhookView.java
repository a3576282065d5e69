package io.assent.base.webhook.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assent.base.webhook.WebhookOffer;
import io.assent.base.webhook.store.WebhookEndpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as its company sees it.
 *
 * @param types of events of which it is told; all of them when empty
 * @param changes the same without what all types of contacts begin with; absent where nothing is told of contacts
 * @param state active or disabled
 * @param reason why it is disabled: {@code gone} or {@code failing}
 * @param keys that verify its signatures; two while one is exchanged
 * @param failures in a row
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookView(
        String id,
        String url,
        List<String> types,
        @Nullable List<String> changes,
        String state,
        @Nullable String reason,
        @Nullable Instant disabledAt,
        List<String> keys,
        Instant createdAt,
        @Nullable Instant lastDeliveredAt,
        @Nullable Instant failingSince,
        long failures) {

    static WebhookView of(WebhookEndpoint endpoint, WebhookOffer offer, List<String> keys) {
        WebhookEndpoint.Disabled disabled = endpoint.disabled();
        return new WebhookView(
                endpoint.id(),
                endpoint.url(),
                endpoint.types(),
                offer.changes(endpoint.types()),
                disabled == null ? "active" : "disabled",
                disabled == null ? null : disabled.reason(),
                disabled == null ? null : disabled.at(),
                keys,
                endpoint.createdAt(),
                endpoint.lastDeliveredAt(),
                endpoint.failingSince(),
                endpoint.failures());
    }
}
