package io.assent.notification.store;

import io.assent.notification.dispatch.Reach;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whom companies with a limit have reached. A company's row is locked before it is read, so two gates count one after the other. */
final class ReachRows {
    private ReachRows() {}

    private record Day(Instant since, int people) {}

    /** @param asked the people whom each company wants to reach, companies in their order */
    static Map<String, Reach> lock(Connection connection, TreeMap<String, Set<String>> asked, Instant now)
            throws SQLException {
        if (asked.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement insert = connection.prepareStatement("insert into reach (company, since, people)"
                + " select company, ?, 0 from unnest(?::text[]) as company on conflict do nothing")) {
            insert.setTimestamp(1, Timestamp.from(now));
            insert.setArray(2, Sql.texts(connection, asked.keySet()));
            insert.executeUpdate();
        }
        Map<String, Day> days = days(connection, asked.keySet());
        Map<String, Reach> reach = new HashMap<>();
        for (Map.Entry<String, Day> each : days.entrySet()) {
            Day day = each.getValue();
            Set<String> people = asked.getOrDefault(each.getKey(), Set.of());
            reach.put(
                    each.getKey(), new Reach(day.since(), day.people(), known(connection, each.getKey(), day, people)));
        }
        return reach;
    }

    private static Map<String, Day> days(Connection connection, Collection<String> companies) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select company, since, people from reach where company = any (?) order by company for update")) {
            select.setArray(1, Sql.texts(connection, companies));
            Map<String, Day> days = new TreeMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    days.put(row.getString(1), new Day(row.getTimestamp(2).toInstant(), row.getInt(3)));
                }
            }
            return days;
        }
    }

    private static Set<String> known(Connection connection, String company, Day day, Set<String> people)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select person from reached where company = ? and person = any (?) and since = ?")) {
            select.setString(1, company);
            select.setArray(2, Sql.texts(connection, people));
            select.setTimestamp(3, Timestamp.from(day.since()));
            Set<String> known = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(row.getString(1));
                }
            }
            return known;
        }
    }

    static void write(Connection connection, Map<String, Reach> reach) throws SQLException {
        for (Map.Entry<String, Reach> each : new TreeMap<>(reach).entrySet()) {
            List<String> added = each.getValue().added().stream().sorted().toList();
            if (!added.isEmpty()) {
                Timestamp since = Timestamp.from(each.getValue().since());
                try (PreparedStatement update = connection.prepareStatement(
                                "update reach set since = ?, people = ? where company = ?");
                        PreparedStatement insert = connection.prepareStatement(
                                "insert into reached (company, person, since) select ?, person, ?"
                                        + " from unnest(?::text[]) as person"
                                        + " on conflict (company, person) do update set since = excluded.since")) {
                    update.setTimestamp(1, since);
                    update.setInt(2, each.getValue().people());
                    update.setString(3, each.getKey());
                    update.executeUpdate();
                    insert.setString(1, each.getKey());
                    insert.setTimestamp(2, since);
                    insert.setArray(3, Sql.texts(connection, added));
                    insert.executeUpdate();
                }
            }
        }
    }
}
