package io.assent.base.webhook.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.base.webhook.WebhookMessage;
import java.time.Instant;
import java.util.UUID;

/** A webhook about nothing, by which a company tries out its receiver. */
public final class TestWebhook {
    private static final String TYPE = "webhook.test";

    private final WebhookDeliveries deliveries;
    private final ObjectMapper json;

    public TestWebhook(WebhookDeliveries deliveries, ObjectMapper json) {
        this.deliveries = deliveries;
        this.json = json;
    }

    private record Body(String type, Instant timestamp, Data data) {}

    private record Data(String company, String webhook) {}

    public WebhookDelivery send(WebhookEndpoint endpoint, Instant now) {
        String eventId = "test-" + UUID.randomUUID();
        WebhookMessage message = new WebhookMessage(eventId, endpoint.company(), null, TYPE, body(endpoint, now), now);
        return deliveries.add(endpoint, message, now);
    }

    private String body(WebhookEndpoint endpoint, Instant now) {
        try {
            return json.writeValueAsString(new Body(TYPE, now, new Data(endpoint.company(), endpoint.id())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a test is always JSON", e);
        }
    }
}
