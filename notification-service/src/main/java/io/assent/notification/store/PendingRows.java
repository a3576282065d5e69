package io.assent.notification.store;

import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.Permission;
import io.assent.notification.store.HandOverStore.Listener;
import io.assent.notification.store.HandOverStore.Pending;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
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

    /** Of these messages; what somebody is changing just now is left out. */
    static Map<Pair, Permission> lockPermissions(Connection connection, Collection<MessageRow> messages)
            throws SQLException {
        Set<Pair> pairs = messages.stream()
                .map(message -> new Pair(message.user(), message.company()))
                .collect(Collectors.toSet());
        if (pairs.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement lock = connection.prepareStatement(
                "select person, company, state, purposes, blocked from permission where (person, company) in"
                        + " (select * from unnest(?::text[], ?::text[])) for share skip locked")) {
            lock.setArray(
                    1, Sql.texts(connection, pairs.stream().map(Pair::person).toList()));
            lock.setArray(
                    2, Sql.texts(connection, pairs.stream().map(Pair::company).toList()));
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
        try (PreparedStatement lock = select(
                connection,
                MessageRow.COLUMNS,
                listeners,
                states,
                choice,
                " order by " + choice.order() + " limit ? for update of message skip locked")) {
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

    /** Whoever holds it. */
    static List<Pending> look(Connection connection, Collection<Listener> listeners, List<String> states, Choice choice)
            throws SQLException {
        try (PreparedStatement look = select(connection, "person, inbox, kids", listeners, states, choice, "")) {
            List<Pending> pending = new ArrayList<>();
            try (ResultSet row = look.executeQuery()) {
                while (row.next()) {
                    pending.add(new Pending(row.getString(1), row.getLong(2), MessageRow.words(row.getString(3))));
                }
            }
            return pending;
        }
    }

    private static PreparedStatement select(
            Connection connection,
            String columns,
            Collection<Listener> listeners,
            List<String> states,
            Choice choice,
            String order)
            throws SQLException {
        // A row a person: to look for each message's kids among those of everybody would take as long as both are many.
        PreparedStatement select = connection.prepareStatement("select " + columns
                + " from unnest(?::text[], ?::text[]) as listener (who, theirs) join message on person = who"
                + " and string_to_array(kids, ' ') && string_to_array(theirs, ' ')"
                + " where state = any (?) and state in ('queued', 'sent') and inbox > ? and " + choice.condition()
                + order);
        select.setArray(
                1,
                Sql.texts(connection, listeners.stream().map(Listener::person).toList()));
        select.setArray(
                2,
                Sql.texts(
                        connection,
                        listeners.stream()
                                .map(listener -> String.join(" ", listener.kids()))
                                .toList()));
        select.setArray(3, Sql.texts(connection, states));
        select.setLong(4, choice.after());
        select.setArray(5, Sql.longs(connection, choice.positions()));
        return select;
    }
}
