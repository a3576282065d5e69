package io.assent.base.webhook.store;

import io.assent.base.webhook.WebhookMessage;
import io.assent.exactlyonce.Database;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The deliveries of an endpoint, as its owner sees them. */
public final class WebhookDeliveries {
    private static final int PAGE = 100;

    private final Database database;

    public WebhookDeliveries(Database database) {
        this.database = database;
    }

    /** The newest first, a hundred at most. */
    public List<WebhookDelivery> newest(String endpoint, @Nullable String state) {
        return database.transact(connection -> DeliveryRows.newest(connection, endpoint, state, PAGE));
    }

    /** Makes it due at once, unless it was delivered; answers with it as it is then. */
    public Optional<WebhookDelivery> retry(String endpoint, String id, Instant now) {
        return database.transact(connection -> {
            DeliveryRows.retry(connection, endpoint, id, now);
            return DeliveryRows.one(connection, endpoint, id);
        });
    }

    /** A delivery to this endpoint alone, whatever it wants. */
    public WebhookDelivery add(WebhookEndpoint endpoint, WebhookMessage message, Instant now) {
        return database.transact(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into webhook_delivery"
                    + " (id, endpoint, person, type, body, created_at, due_at) values (?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (id) do nothing")) {
                DeliveryRows.bind(insert, message, endpoint.id(), now);
                insert.executeUpdate();
            }
            return DeliveryRows.one(connection, endpoint.id(), message.idAt(endpoint.id()))
                    .orElseThrow();
        });
    }
}
