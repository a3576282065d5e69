package io.assent.base.webhook.store;

import io.assent.base.webhook.WebhookMessage;
import io.assent.base.webhook.store.EndpointRows.Times;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements on {@code webhook_delivery} for those who look at it; sending has its own in {@link DeliveryClaims}. */
final class DeliveryRows {
    private static final String SELECT =
            "select id, type, state, attempts, last_result, created_at, due_at, ended_at from webhook_delivery"
                    + " where endpoint = ? ";

    private DeliveryRows() {}

    static void bind(PreparedStatement insert, WebhookMessage message, String endpoint, Instant now)
            throws SQLException {
        insert.setString(1, message.idAt(endpoint));
        insert.setString(2, endpoint);
        insert.setString(3, message.person());
        insert.setString(4, message.type());
        insert.setString(5, message.body());
        insert.setTimestamp(6, Timestamp.from(now));
        insert.setTimestamp(7, Timestamp.from(now));
    }

    static List<WebhookDelivery> newest(Connection connection, String endpoint, @Nullable String state, int limit)
            throws SQLException {
        String condition = state == null ? "" : "and state = ? ";
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + condition + "order by position desc limit " + limit)) {
            select.setString(1, endpoint);
            if (state != null) {
                select.setString(2, state);
            }
            return read(select);
        }
    }

    static Optional<WebhookDelivery> one(Connection connection, String endpoint, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + "and id = ?")) {
            select.setString(1, endpoint);
            select.setString(2, id);
            return read(select).stream().findFirst();
        }
    }

    /** Due now, with all its attempts before it. What was delivered stays so. */
    static void retry(Connection connection, String endpoint, String id, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update webhook_delivery set"
                + " attempts = case state when 'failed' then 0 else attempts end,"
                + " state = 'pending', due_at = ?, ended_at = null"
                + " where endpoint = ? and id = ? and state in ('pending', 'failed')")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, endpoint);
            update.setString(3, id);
            update.executeUpdate();
        }
    }

    private static List<WebhookDelivery> read(PreparedStatement select) throws SQLException {
        List<WebhookDelivery> deliveries = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                String state = row.getString(3);
                deliveries.add(new WebhookDelivery(
                        row.getString(1),
                        row.getString(2),
                        state,
                        row.getInt(4),
                        row.getString(5),
                        Times.readRequired(row, 6),
                        state.equals(WebhookDelivery.PENDING) ? Times.read(row, 7) : null,
                        Times.read(row, 8)));
            }
        }
        return deliveries;
    }
}
