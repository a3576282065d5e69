package io.assent.consent.store;

import io.assent.base.webhook.WebhookMessage;
import io.assent.base.webhook.store.WebhookDeliveries;
import io.assent.base.webhook.store.WebhookDelivery;
import io.assent.base.webhook.store.WebhookEndpoint;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** A webhook about nothing, by which a company tries out its receiver. */
@Singleton
public class TestWebhook {
    private static final String TYPE = "webhook.test";

    private final WebhookDeliveries deliveries;
    private final EntryJson json;

    public TestWebhook(WebhookDeliveries deliveries, EntryJson json) {
        this.deliveries = deliveries;
        this.json = json;
    }

    private record Body(String type, Instant timestamp, Data data) {}

    private record Data(String company, String webhook) {}

    public WebhookDelivery send(WebhookEndpoint endpoint, Instant now) {
        String body = json.write(new Body(TYPE, now, new Data(endpoint.company(), endpoint.id())));
        String eventId = "test-" + UUID.randomUUID();
        return deliveries.add(endpoint, new WebhookMessage(eventId, endpoint.company(), null, TYPE, body, now), now);
    }
}
