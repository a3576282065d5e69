package io.assent.notification.store;

import io.assent.notification.delivery.MessageState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Statements of receipts: one each, for however many. */
final class ReceiptRows {
    private ReceiptRows() {}

    /**
     * What receipts made of a message.
     *
     * @param deliveredAt unless it was delivered before
     * @param readAt when it was read now
     */
    record Change(
            String messageId,
            MessageState state,
            Instant deliveredAt,
            @Nullable Instant readAt) {}

    static List<MessageRow> lock(Connection connection, Collection<String> people, Collection<String> messageIds)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + MessageRow.COLUMNS
                + " from message where id = any (?) and person = any (?) order by id for update")) {
            select.setArray(1, Sql.texts(connection, messageIds));
            select.setArray(2, Sql.texts(connection, people));
            List<MessageRow> messages = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    messages.add(MessageRow.of(row));
                }
            }
            return messages;
        }
    }

    /** The bodies have done their work: they are kept no longer. */
    static void update(Connection connection, List<Change> changes) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update message set state = changed.state,"
                + " sealed = null, kids = null, delivered_at = coalesce(message.delivered_at, changed.delivered_at),"
                + " read_at = coalesce(message.read_at, changed.read_at)"
                + " from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])"
                + " as changed (id, state, delivered_at, read_at) where message.id = changed.id")) {
            update.setArray(
                    1,
                    Sql.texts(
                            connection, changes.stream().map(Change::messageId).toList()));
            update.setArray(
                    2,
                    Sql.texts(
                            connection,
                            changes.stream()
                                    .map(change -> change.state().code())
                                    .toList()));
            update.setArray(
                    3,
                    Sql.times(
                            connection,
                            changes.stream().map(Change::deliveredAt).toList()));
            update.setArray(
                    4,
                    connection.createArrayOf(
                            "timestamptz",
                            changes.stream()
                                    .map(change -> timestamp(change.readAt()))
                                    .toArray()));
            update.executeUpdate();
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    /** In the order of the lanes, or two could wait for each other. */
    static void count(Connection connection, SortedMap<Integer, Long> delivered) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement("insert into delivered_count as known (lane, messages)"
                + " select lane, messages from unnest(?::int[], ?::bigint[]) as counted (lane, messages) order by lane"
                + " on conflict (lane) do update set messages = known.messages + excluded.messages")) {
            add.setArray(1, connection.createArrayOf("int", delivered.keySet().toArray()));
            add.setArray(2, Sql.longs(connection, delivered.values()));
            add.executeUpdate();
        }
    }
}
