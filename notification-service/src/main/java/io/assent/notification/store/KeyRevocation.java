package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.Partitions;
import io.assent.notification.delivery.MessageState;
import io.assent.notification.dispatch.Suppression;
import io.assent.notification.sealing.KeyState;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes back a key that may be in other hands, with all that waits and is sealed to it: no body for it is left, so whoever
 * listens with it, on whatever instance, is handed nothing more.
 */
@Singleton
public class KeyRevocation {
    private static final int LANES = 24;

    private final Database database;
    private final ConsentBarrier barrier;
    private final DeliveryEvents events;
    private final EventTime time;

    public KeyRevocation(Database database, ConsentBarrier barrier, DeliveryEvents events, EventTime time) {
        this.database = database;
        this.barrier = barrier;
        this.events = events;
        this.time = time;
    }

    /** A message that loses its bodies for the key. */
    private record Stripped(MessageRow message, MessageState next, List<String> kids, List<String> sealed) {}

    /** False when the device never had this key. To revoke it again changes nothing. */
    public boolean revoke(String person, String device, String kid, Instant now) {
        return database.transact(connection -> {
            DeviceKeyStore.lock(connection, person);
            Optional<KeyState> state = state(connection, person, device, kid);
            if (state.isPresent() && state.get() != KeyState.REVOKED) {
                int lane = Partitions.of(person, LANES);
                // Or what a gate stores meanwhile would be missed when messages are cancelled.
                barrier.change(connection, Set.of(lane));
                retire(connection, person, kid, now);
                List<OutboxRecord> cancelled = cancel(connection, person, kid, now);
                if (!cancelled.isEmpty()) {
                    Outbox.append(connection, lane, cancelled);
                }
            }
            return state.isPresent();
        });
    }

    private static Optional<KeyState> state(Connection connection, String person, String device, String kid)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select 'current' from device_key where person = ? and device = ? and kid = ?"
                        + " union all select state from former_device_key where person = ? and device = ? and kid = ?")) {
            for (int first : List.of(1, 4)) {
                select.setString(first, person);
                select.setString(first + 1, device);
                select.setString(first + 2, kid);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(KeyState.of(row.getString(1))) : Optional.empty();
            }
        }
    }

    /** On all devices of the person that share it. */
    private static void retire(Connection connection, String person, String kid, Instant now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                        "delete from device_key where person = ? and kid = ? returning device, person, kid, jwk, since");
                PreparedStatement rotated = connection.prepareStatement("update former_device_key set state = 'revoked'"
                        + " where person = ? and kid = ? and state = 'rotated'")) {
            delete.setString(1, person);
            delete.setString(2, kid);
            DeviceKeyStore.retire(connection, delete, KeyState.REVOKED, now);
            rotated.setString(1, person);
            rotated.setString(2, kid);
            rotated.executeUpdate();
        }
    }

    /**
     * What waits for this key alone is suppressed; what has expired by now has expired. What was handed over before keeps its
     * state, for its receipt may be on its way, and is not offered again.
     */
    private List<OutboxRecord> cancel(Connection connection, String person, String kid, Instant now)
            throws SQLException {
        List<OutboxRecord> ended = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(
                "update message set state = ?, reason = ?, cancelled_at = ?, kids = nullif(?, ''), sealed = nullif(?, '') where id = ?")) {
            for (MessageRow message : sealedTo(connection, person, kid)) {
                Stripped stripped = without(message, kid, now);
                String reason = stripped.next() == MessageState.SUPPRESSED
                        ? Suppression.CANCELLED_BY_KEY_REVOCATION.code()
                        : null;
                update.setString(1, stripped.next().code());
                update.setString(2, reason);
                update.setTimestamp(3, reason == null ? null : Timestamp.from(now));
                update.setString(4, String.join(" ", stripped.kids()));
                update.setString(5, String.join(" ", stripped.sealed()));
                update.setString(6, message.id());
                update.addBatch();
                event(stripped, reason, now).ifPresent(ended::add);
            }
            update.executeBatch();
        }
        return ended;
    }

    private Optional<OutboxRecord> event(Stripped stripped, @Nullable String reason, Instant now) {
        MessageRow message = stripped.message();
        return switch (stripped.next()) {
            case SUPPRESSED ->
                Optional.of(events.record(DeliveryEvents.Status.SUPPRESSED, message.event(reason, now, time.wall())));
            case EXPIRED ->
                Optional.of(events.record(
                        DeliveryEvents.Status.EXPIRED, message.event(null, message.expiresAt(), time.wall())));
            case SCHEDULED, QUEUED, SENT, DELIVERED, READ -> Optional.empty();
        };
    }

    private static Stripped without(MessageRow message, String kid, Instant now) {
        List<String> kids = new ArrayList<>();
        List<String> sealed = new ArrayList<>();
        for (int i = 0; i < message.kids().size(); i++) {
            if (!message.kids().get(i).equals(kid)) {
                kids.add(message.kids().get(i));
                sealed.add(message.sealed().get(i));
            }
        }
        boolean waits = message.state() == MessageState.SCHEDULED || message.state() == MessageState.QUEUED;
        if (!kids.isEmpty() || !waits) {
            return new Stripped(message, message.state(), kids, sealed);
        }
        boolean expired = !message.expiresAt().isAfter(now);
        return new Stripped(message, expired ? MessageState.EXPIRED : MessageState.SUPPRESSED, kids, sealed);
    }

    private static List<MessageRow> sealedTo(Connection connection, String person, String kid) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + MessageRow.COLUMNS
                + " from message where person = ? and state in ('scheduled', 'queued', 'sent')"
                + " and ? = any (string_to_array(kids, ' ')) order by id for update")) {
            select.setString(1, person);
            select.setString(2, kid);
            List<MessageRow> messages = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    messages.add(MessageRow.of(row));
                }
            }
            return messages;
        }
    }
}
