package io.assent.base.webhook.store;

import io.assent.base.webhook.WebhookMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts an event into the deliveries of each endpoint that wants it, in the transaction of whoever read the event. */
public final class WebhookFanout {
    /** Clocks differ: rather one event too many for a new endpoint than one too few. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private WebhookFanout() {}

    /** Those of these companies that have endpoints. */
    public static Set<String> subscribed(Connection connection, Collection<String> companies) throws SQLException {
        return targets(connection, companies).stream().map(Target::company).collect(Collectors.toSet());
    }

    /**
     * Endpoints that came after the event was stored are not told of it.
     *
     * @param messages in the order in which they are to be sent
     */
    public static void append(Connection connection, List<WebhookMessage> messages, Instant now) throws SQLException {
        List<Target> targets = targets(
                connection,
                messages.stream().map(WebhookMessage::company).distinct().toList());
        if (targets.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into webhook_delivery"
                + " (id, endpoint, person, type, body, created_at, due_at) values (?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (id) do nothing")) {
            for (WebhookMessage message : messages) {
                for (Target target : targets) {
                    if (target.wants(message)) {
                        DeliveryRows.bind(insert, message, target.id(), now);
                        insert.addBatch();
                    }
                }
            }
            insert.executeBatch();
        }
    }

    private record Target(String id, String company, List<String> types, Instant createdAt) {
        boolean wants(WebhookMessage message) {
            return company.equals(message.company())
                    && (types.isEmpty() || types.contains(message.type()))
                    && !message.recordedAt().plus(CLOCKS).isBefore(createdAt);
        }
    }

    /** Locked against being deleted before the commit: the rows would have nowhere to go. */
    private static List<Target> targets(Connection connection, Collection<String> companies) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id, company, types, created_at"
                + " from webhook_endpoint where company = any (?) for key share")) {
            select.setArray(1, connection.createArrayOf("text", companies.toArray()));
            List<Target> targets = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Timestamp createdAt = row.getTimestamp(4);
                    targets.add(new Target(
                            row.getString(1), row.getString(2), EndpointRows.texts(row, 3), createdAt.toInstant()));
                }
            }
            return targets;
        }
    }
}
