package io.assent.notification.store;

import io.assent.notification.dispatch.Reach;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whom companies with a limit have reached. A company's row is locked before it is read, so two gates count one after the other. */
final class ReachRows {
    private ReachRows() {}

    private record Day(Instant since, int people) {}

    /**
     * @param asked the people whom each company wants to reach, companies in their order
     * @param began when the first day of a company begins that has none yet; null to look without a lock
     */
    static Map<String, Reach> read(Connection connection, TreeMap<String, Set<String>> asked, @Nullable Instant began)
            throws SQLException {
        if (asked.isEmpty()) {
            return Map.of();
        }
        if (began != null) {
            insert(connection, asked.keySet(), began);
        }
        Map<String, Day> days = days(connection, asked.keySet(), began != null);
        Map<String, Set<String>> known = known(connection, asked);
        Map<String, Reach> reach = new HashMap<>();
        days.forEach((company, day) ->
                reach.put(company, new Reach(day.since(), day.people(), known.getOrDefault(company, Set.of()))));
        return reach;
    }

    private static void insert(Connection connection, Collection<String> companies, Instant began) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into reach (company, since, people)"
                + " select company, ?, 0 from unnest(?::text[]) as company on conflict do nothing")) {
            insert.setTimestamp(1, Timestamp.from(began));
            insert.setArray(2, Sql.texts(connection, companies));
            insert.executeUpdate();
        }
    }

    private static Map<String, Day> days(Connection connection, Collection<String> companies, boolean locked)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select company, since, people from reach where company = any (?)"
                        + " order by company" + (locked ? " for update" : ""))) {
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

    /** Who was reached in the company's current day, by company. */
    private static Map<String, Set<String>> known(Connection connection, Map<String, Set<String>> asked)
            throws SQLException {
        List<String> companies = new ArrayList<>();
        List<String> people = new ArrayList<>();
        asked.forEach((company, theirs) -> theirs.forEach(person -> {
            companies.add(company);
            people.add(person);
        }));
        try (PreparedStatement select = connection.prepareStatement(
                "select reached.company, reached.person from unnest(?::text[], ?::text[]) as asked (company, person)"
                        + " join reached on reached.company = asked.company and reached.person = asked.person"
                        + " join reach on reach.company = asked.company and reach.since = reached.since")) {
            select.setArray(1, Sql.texts(connection, companies));
            select.setArray(2, Sql.texts(connection, people));
            Map<String, Set<String>> known = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.computeIfAbsent(row.getString(1), _ -> new HashSet<>())
                            .add(row.getString(2));
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
