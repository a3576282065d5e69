package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.notification.NotificationConfig;
import io.assent.notification.delivery.MessageState;
import io.assent.notification.delivery.Notice;
import io.assent.notification.dispatch.Decision;
import io.assent.notification.dispatch.DispatchGate;
import io.assent.notification.dispatch.Permission;
import io.assent.notification.dispatch.Suppression;
import io.assent.notification.store.PendingRows.Choice;
import io.assent.notification.store.PendingRows.Pair;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * Marks what is about to be written to sockets. Each write is a decision of its own: the permission is read again, and
 * locked against change, in the transaction that marks the message. It waits for no lock of messages or permissions: the projection
 * locks them the other way round.
 */
@Singleton
public class HandOverStore {
    private final Database database;
    private final DeliveryEvents events;
    private final NoticeStore notices;
    private final EventTime time;
    private final int limit;

    public HandOverStore(
            Database database, DeliveryEvents events, NoticeStore notices, EventTime time, NotificationConfig config) {
        this.database = database;
        this.events = events;
        this.notices = notices;
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

    /**
     * A message that has not ended, and that one of the listeners could open.
     *
     * @param kids of the keys that it is sealed to now: those of a revoked key are gone
     */
    public record Pending(String user, long position, List<String> kids) {}

    private record Marked(MessageRow message, MessageState next, String reason, Instant at) {}

    /**
     * @param left people with a message whose permission somebody is changing just now
     * @param position of the last message that was looked at
     * @param full when there may be more
     */
    public record Result(List<MessageRow> handed, Set<String> left, long position, boolean full) {}

    /**
     * What waits for these people. A commit whose answer was lost has marked what nobody wrote to a socket; so a second
     * try looks at it again.
     */
    public Result handOver(Map<String, Listener> listeners) {
        AtomicBoolean tried = new AtomicBoolean();
        return database.transact(connection -> {
            List<String> states = tried.getAndSet(true) ? List.of("queued", "sent") : List.of("queued");
            return handOver(connection, listeners, states, Choice.NEW);
        });
    }

    /**
     * What was handed over before and has no receipt yet, in the order of the inboxes. It waits for no lock, for then one forgotten
     * transaction would keep everybody waiting: what somebody else holds just now is left out, and {@link #unseen} says so.
     *
     * @param seen positions that all of these devices were shown
     */
    public Result handOverAgain(Map<String, Listener> listeners, Collection<Long> seen, long position) {
        return handOverAgain(listeners, Choice.unseen(seen, position));
    }

    /** Of these positions those that have no receipt yet. */
    public List<MessageRow> redeliver(Map<String, Listener> listeners, Collection<Long> positions) {
        return handOverAgain(listeners, Choice.these(positions)).handed();
    }

    private Result handOverAgain(Map<String, Listener> listeners, Choice choice) {
        return database.transact(connection -> handOver(connection, listeners, List.of("sent"), choice));
    }

    /** What was handed over before, has no receipt yet and was not seen. Nothing may be written to a socket on the strength of it. */
    public List<Pending> unseen(Map<String, Listener> listeners, Collection<Long> seen) {
        return look(listeners, List.of("sent"), Choice.unseen(seen, 0));
    }

    /** Of these positions those that have not ended. Nothing may be written to a socket on the strength of it. */
    public List<Pending> pending(Map<String, Listener> listeners, Collection<Long> positions) {
        return look(listeners, List.of("queued", "sent"), Choice.these(positions));
    }

    private List<Pending> look(Map<String, Listener> listeners, List<String> states, Choice choice) {
        return database.transact(connection -> PendingRows.look(connection, listeners.values(), states, choice));
    }

    private Result handOver(Connection connection, Map<String, Listener> listeners, List<String> states, Choice choice)
            throws SQLException {
        List<MessageRow> pending = PendingRows.lock(connection, listeners.values(), states, choice, limit);
        Map<Pair, Permission> permissions = PendingRows.lockPermissions(connection, pending);
        List<Marked> marked = new ArrayList<>();
        Set<String> left = new HashSet<>();
        for (MessageRow message : pending) {
            Permission permission = permissions.get(new Pair(message.user(), message.company()));
            Listener listener = listeners.get(message.user());
            if (permission == null || listener == null) {
                left.add(message.user());
            } else {
                marked.add(mark(message, permission, listener));
            }
        }
        write(connection, marked);
        List<MessageRow> handed = marked.stream()
                .filter(each -> each.next() == MessageState.SENT)
                .map(Marked::message)
                .toList();
        long position = pending.isEmpty() ? 0 : pending.getLast().inbox();
        // Where nothing could be marked, going on at once would find the same.
        return new Result(handed, left, position, pending.size() == limit && !marked.isEmpty());
    }

    private Marked mark(MessageRow message, Permission permission, Listener listener) {
        Instant connected = listener.connectedAt();
        Instant replayed = connected.isAfter(message.occurredAt()) ? connected : message.occurredAt();
        Instant now = time.isReplay() ? replayed : time.wall();
        return switch (DispatchGate.decide(message.request(), permission, now)) {
            case Decision.Send _ -> new Marked(message, MessageState.SENT, "", now);
            case Decision.Suppress(Suppression reason, var unused) ->
                new Marked(message, MessageState.SUPPRESSED, cancellation(reason), now);
            case Decision.Expire _ -> new Marked(message, MessageState.EXPIRED, "", message.expiresAt());
        };
    }

    private static String cancellation(Suppression reason) {
        return (reason == Suppression.BLOCKED ? Suppression.CANCELLED_BY_BLOCK : Suppression.CANCELLED_BY_WITHDRAWAL)
                .code();
    }

    private void write(Connection connection, List<Marked> marked) throws SQLException {
        List<Marked> changed = marked.stream()
                .filter(each -> each.message().state() != each.next()) // handed over again: nothing new to tell
                .toList();
        if (!changed.isEmpty()) {
            update(connection, changed);
        }
        notices.tell(connection, Notice.Kind.SENT, newlySent(marked));
        if (!changed.isEmpty()) {
            Outbox.append(
                    connection, lane(changed), changed.stream().map(this::event).toList());
        }
    }

    private static void update(Connection connection, List<Marked> changed) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update message set state = changed.state,"
                + " reason = nullif(changed.reason, ''),"
                + " sent_at = case when changed.state = 'sent' then coalesce(message.sent_at, changed.at) else message.sent_at end,"
                + " cancelled_at = case when changed.state = 'suppressed' then changed.at end,"
                + " sealed = case when changed.state = 'sent' then message.sealed end,"
                + " kids = case when changed.state = 'sent' then message.kids end"
                + " from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[]) as changed (id, state, reason, at)"
                + " where message.id = changed.id")) {
            update.setArray(
                    1,
                    Sql.texts(
                            connection,
                            changed.stream().map(each -> each.message().id()).toList()));
            update.setArray(
                    2,
                    Sql.texts(
                            connection,
                            changed.stream().map(each -> each.next().code()).toList()));
            update.setArray(
                    3,
                    Sql.texts(connection, changed.stream().map(Marked::reason).toList()));
            update.setArray(
                    4, Sql.times(connection, changed.stream().map(Marked::at).toList()));
            update.executeUpdate();
        }
    }

    private static Set<String> newlySent(List<Marked> marked) {
        return marked.stream()
                .filter(each ->
                        each.next() == MessageState.SENT && each.message().state() != MessageState.SENT)
                .map(each -> each.message().user())
                .collect(Collectors.toSet());
    }

    private OutboxRecord event(Marked marked) {
        DeliveryEvents.Status status = switch (marked.next()) {
            case SENT -> DeliveryEvents.Status.SENT;
            case SUPPRESSED -> DeliveryEvents.Status.SUPPRESSED;
            case EXPIRED -> DeliveryEvents.Status.EXPIRED;
            case SCHEDULED, QUEUED, DELIVERED, READ ->
                throw new IllegalStateException("not a hand-over: " + marked.next());
        };
        String reason = marked.reason().isEmpty() ? null : marked.reason();
        return events.record(status, marked.message().event(reason, marked.at(), time.wall()));
    }

    private static int lane(List<Marked> marked) {
        return io.assent.exactlyonce.Partitions.of(marked.getFirst().message().id(), 24);
    }
}
