package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.notification.NotificationConfig;
import io.assent.notification.delivery.MessageState;
import io.assent.notification.dispatch.Decision;
import io.assent.notification.dispatch.DispatchGate;
import io.assent.notification.dispatch.Permission;
import io.assent.notification.dispatch.Suppression;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Marks what is about to be written to sockets. Each write is a decision of its own: the permission is read again, and
 * locked against change, in the transaction that marks the message. Permissions are locked before messages, as the
 * projection does.
 */
@Singleton
public class HandOverStore {
    private final Database database;
    private final DeliveryEvents events;
    private final EventTime time;
    private final int limit;

    public HandOverStore(Database database, DeliveryEvents events, EventTime time, NotificationConfig config) {
        this.database = database;
        this.events = events;
        this.time = time;
        this.limit = config.handOverSize();
    }

    /**
     * A person with listening devices.
     *
     * @param kids of these devices' keys
     * @param connectedAt the now of the latest connection
     */
    public record Listener(String person, Collection<String> kids, Instant connectedAt) {}

    private record Pair(String person, String company) {}

    private record Marked(MessageRow message, MessageState next, String reason, Instant at) {}

    /**
     * @param position of the last message that was looked at, in the order of the inboxes
     * @param full when there may be more
     */
    public record Result(List<MessageRow> handed, long position, boolean full) {}

    /**
     * What waits for these people. A commit whose answer was lost has marked what nobody wrote to a socket; so a second
     * try looks at it again.
     */
    public Result handOver(Map<String, Listener> listeners) {
        AtomicBoolean tried = new AtomicBoolean();
        return database.transact(connection -> {
            List<String> states = tried.getAndSet(true) ? List.of("queued", "sent") : List.of("queued");
            Map<Pair, Permission> permissions = lockPermissions(connection, listeners, states);
            // What somebody else holds waits for the next round.
            return handOver(connection, listeners, permissions, select(connection, listeners, states, 0));
        });
    }

    /**
     * What was handed over before and has no receipt yet. It waits for no lock, for then one forgotten transaction would keep
     * everybody waiting: what somebody else holds just now is about to end, or is offered to the next connection.
     */
    public Result handOverAgain(Listener listener, long position) {
        Map<String, Listener> listeners = Map.of(listener.person(), listener);
        return database.transact(connection -> {
            Map<Pair, Permission> permissions = lockPermissions(connection, listeners, List.of("sent"));
            return handOver(
                    connection, listeners, permissions, select(connection, listeners, List.of("sent"), position));
        });
    }

    private Result handOver(
            Connection connection,
            Map<String, Listener> listeners,
            Map<Pair, Permission> permissions,
            List<MessageRow> pending)
            throws SQLException {
        List<Marked> marked = new ArrayList<>();
        for (MessageRow message : pending) {
            Permission permission = permissions.get(new Pair(message.user(), message.company()));
            Listener listener = listeners.get(message.user());
            // Without a lock on its permission a message waits for the next round.
            if (permission != null && listener != null) {
                marked.add(mark(message, permission, listener));
            }
        }
        write(connection, marked);
        List<MessageRow> handed = marked.stream()
                .filter(each -> each.next() == MessageState.SENT)
                .map(Marked::message)
                .toList();
        long position = pending.isEmpty() ? 0 : pending.getLast().inbox();
        return new Result(handed, position, pending.size() == limit);
    }

    private Marked mark(MessageRow message, Permission permission, Listener listener) {
        Instant connected = listener.connectedAt();
        Instant replayed = connected.isAfter(message.occurredAt()) ? connected : message.occurredAt();
        Instant now = time.isReplay() ? replayed : time.wall();
        return switch (DispatchGate.decide(message.request(), permission, now)) {
            case Decision.Send _ -> new Marked(message, MessageState.SENT, "", now);
            case Decision.Suppress(Suppression reason) ->
                new Marked(message, MessageState.SUPPRESSED, cancellation(reason), now);
            case Decision.Expire _ -> new Marked(message, MessageState.EXPIRED, "", message.expiresAt());
        };
    }

    private static String cancellation(Suppression reason) {
        return (reason == Suppression.BLOCKED ? Suppression.CANCELLED_BY_BLOCK : Suppression.CANCELLED_BY_WITHDRAWAL)
                .code();
    }

    private void write(Connection connection, List<Marked> marked) throws SQLException {
        List<OutboxRecord> records = new ArrayList<>();
        try (PreparedStatement update =
                connection.prepareStatement("update message set state = ?, reason = nullif(?, ''),"
                        + " sent_at = case when ? = 'sent' then coalesce(sent_at, ?) else sent_at end,"
                        + " cancelled_at = case when ? = 'suppressed' then ?::timestamptz end,"
                        + " sealed = case when ? = 'sent' then sealed end, kids = case when ? = 'sent' then kids end"
                        + " where id = ?")) {
            for (Marked each : marked) {
                String state = each.next().code();
                if (each.message().state() == each.next()) {
                    continue; // handed over again: nothing new to tell
                }
                update.setString(1, state);
                update.setString(2, each.reason());
                update.setString(3, state);
                update.setTimestamp(4, Timestamp.from(each.at()));
                update.setString(5, state);
                update.setTimestamp(6, Timestamp.from(each.at()));
                update.setString(7, state);
                update.setString(8, state);
                update.setString(9, each.message().id());
                update.addBatch();
                records.add(event(each));
            }
            update.executeBatch();
        }
        if (!records.isEmpty()) {
            Outbox.append(connection, lane(marked), records);
        }
    }

    private OutboxRecord event(Marked marked) {
        DeliveryEvents.Status status = switch (marked.next()) {
            case SENT -> DeliveryEvents.Status.SENT;
            case SUPPRESSED -> DeliveryEvents.Status.SUPPRESSED;
            case EXPIRED -> DeliveryEvents.Status.EXPIRED;
            case QUEUED, DELIVERED, READ -> throw new IllegalStateException("not a hand-over: " + marked.next());
        };
        String reason = marked.reason().isEmpty() ? null : marked.reason();
        return events.record(status, marked.message().event(reason, marked.at(), time.wall()));
    }

    private static int lane(List<Marked> marked) {
        return io.assent.exactlyonce.Partitions.of(marked.getFirst().message().id(), 24);
    }

    private static Map<Pair, Permission> lockPermissions(
            Connection connection, Map<String, Listener> listeners, List<String> states) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "select person, company, state, purposes, blocked from permission where (person, company) in"
                        + " (select distinct person, company from message where person = any (?) and state = any (?)"
                        + " and state in ('queued', 'sent')) order by person, company for share")) {
            lock.setArray(1, Sql.texts(connection, listeners.keySet()));
            lock.setArray(2, Sql.texts(connection, states));
            Map<Pair, Permission> permissions = new HashMap<>();
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    permissions.put(new Pair(row.getString(1), row.getString(2)), RecipientStore.permission(row, 3));
                }
            }
            return permissions;
        }
    }

    private List<MessageRow> select(
            Connection connection, Map<String, Listener> listeners, List<String> states, long position)
            throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select " + MessageRow.COLUMNS
                + " from message where person = any (?) and state = any (?) and state in ('queued', 'sent')"
                + " and string_to_array(kids, ' ') && ? and inbox > ? order by inbox limit ? for update skip locked")) {
            lock.setArray(1, Sql.texts(connection, listeners.keySet()));
            lock.setArray(2, Sql.texts(connection, states));
            lock.setArray(
                    3,
                    Sql.texts(
                            connection,
                            listeners.values().stream()
                                    .flatMap(listener -> listener.kids().stream())
                                    .toList()));
            lock.setLong(4, position);
            lock.setInt(5, limit);
            List<MessageRow> pending = new ArrayList<>();
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    pending.add(MessageRow.of(row));
                }
            }
            return pending;
        }
    }
}
