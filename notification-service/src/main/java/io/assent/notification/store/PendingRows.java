package io.assent.notification.store;

import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.Permission;
import io.assent.notification.store.HandOverStore.Listener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Messages that have not ended, and the permissions that they hang on. */
final class PendingRows {
    private PendingRows() {}

    record Pair(String person, String company) {}

    /** Which of the messages, besides those above a position. */
    record Choice(String condition, Collection<Long> positions, long after, String order) {
        /** Urgent ones first: a one-time code never waits for a campaign. */
        static final Choice NEW =
                new Choice("inbox <> all (?)", List.of(), 0, "category = any (array['" + urgent() + "']) desc, inbox");

        static Choice unseen(Collection<Long> seen, long after) {
            return new Choice("inbox <> all (?)", seen, after, "inbox");
        }

        static Choice these(Collection<Long> positions) {
            return new Choice("inbox = any (?)", positions, 0, "inbox");
        }

        private static String urgent() {
            return Arrays.stream(Category.values())
                    .filter(Category::isUrgent)
                    .map(Category::code)
                    .collect(Collectors.joining("', '"));
        }
    }

    /** Always in the same order; {@code states} of the messages that matter. */
    static Map<Pair, Permission> lockPermissions(
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

    /** What somebody else holds is left out. */
    static List<MessageRow> lock(
            Connection connection, Collection<Listener> listeners, List<String> states, Choice choice, int limit)
            throws SQLException {
        // A row a person: to look for each message's kids among those of everybody would take as long as both are many.
        try (PreparedStatement lock = connection.prepareStatement("select " + MessageRow.COLUMNS
                + " from unnest(?::text[], ?::text[]) as listener (who, theirs) join message on person = who"
                + " and string_to_array(kids, ' ') && string_to_array(theirs, ' ')"
                + " where state = any (?) and state in ('queued', 'sent') and inbox > ? and " + choice.condition()
                + " order by " + choice.order() + " limit ? for update of message skip locked")) {
            lock.setArray(
                    1,
                    Sql.texts(
                            connection, listeners.stream().map(Listener::person).toList()));
            lock.setArray(
                    2,
                    Sql.texts(
                            connection,
                            listeners.stream()
                                    .map(listener -> String.join(" ", listener.kids()))
                                    .toList()));
            lock.setArray(3, Sql.texts(connection, states));
            lock.setLong(4, choice.after());
            lock.setArray(5, Sql.longs(connection, choice.positions()));
            lock.setInt(6, limit);
            List<MessageRow> pending = new ArrayList<>();
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    pending.add(MessageRow.of(row));
                }
            }
            return pending;
        }
    }

    static Set<Long> positions(Connection connection, Collection<String> people, Collection<Long> positions)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select inbox from message where person = any (?)"
                + " and inbox = any (?) and state in ('queued', 'sent')")) {
            select.setArray(1, Sql.texts(connection, people));
            select.setArray(2, Sql.longs(connection, positions));
            Set<Long> pending = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    pending.add(row.getLong(1));
                }
            }
            return pending;
        }
    }
}
