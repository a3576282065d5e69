package io.assent.notification.store;

import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.notification.dispatch.Suppression;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the erasure of a person does at once, in the transaction that learns of it: nothing more is handed over or told by
 * webhooks, and keys and permissions are gone. {@link ErasureSweep} does the rest.
 */
@Singleton
public class ErasureStore {
    private final DeliveryEvents events;
    private final ProjectionStore projections;

    public ErasureStore(DeliveryEvents events, ProjectionStore projections) {
        this.events = events;
        this.projections = projections;
    }

    /** @param id of the erasure; it says nothing of the person */
    public record Erasure(String id, String user, Instant occurredAt) {}

    /** Applying it again changes nothing, also for who came back since. */
    public void apply(Connection connection, int lane, Erasure erasure, Instant recordedAt) throws SQLException {
        if (!insert(connection, erasure)) {
            return;
        }
        OutcomeWebhooks.forget(connection, erasure.user());
        List<OutboxRecord> cancelled = cancel(connection, erasure, recordedAt);
        for (String table : List.of(
                "permission",
                "device_key",
                "former_device_key",
                "push_subscription",
                "chat_window",
                "marketing_history",
                "quiet_hours")) {
            try (PreparedStatement delete = connection.prepareStatement("delete from " + table + " where person = ?")) {
                delete.setString(1, erasure.user());
                delete.executeUpdate();
            }
        }
        projections.forgetPerson(connection, erasure.user());
        if (!cancelled.isEmpty()) {
            Outbox.append(connection, lane, cancelled);
        }
    }

    private static boolean insert(Connection connection, Erasure erasure) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into erasure (id, person, messages_until, chats_until) select ?, ?,"
                        + " message_inbox_seq.last_value, chat_position_seq.last_value"
                        + " from message_inbox_seq, chat_position_seq on conflict do nothing")) {
            insert.setString(1, erasure.id());
            insert.setString(2, erasure.user());
            return insert.executeUpdate() == 1;
        }
    }

    private List<OutboxRecord> cancel(Connection connection, Erasure erasure, Instant recordedAt) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update message set state = 'suppressed', reason = ?, cancelled_at = ?,"
                        + " sealed = null, kids = null where person = ? and state in ('scheduled', 'queued', 'sent') returning "
                        + MessageRow.COLUMNS)) {
            String reason = Suppression.CANCELLED_BY_ERASURE.code();
            update.setString(1, reason);
            update.setTimestamp(2, Timestamp.from(erasure.occurredAt()));
            update.setString(3, erasure.user());
            List<OutboxRecord> cancelled = new ArrayList<>();
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    DeliveryEvents.Data data = MessageRow.of(row).event(reason, erasure.occurredAt(), recordedAt);
                    cancelled.add(events.record(DeliveryEvents.Status.SUPPRESSED, data));
                }
            }
            return cancelled;
        }
    }
}
