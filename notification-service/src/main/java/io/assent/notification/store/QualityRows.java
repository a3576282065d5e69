package io.assent.notification.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What quality is made of: messages that were let through, and people who left, by company and day (UTC). */
final class QualityRows {
    private QualityRows() {}

    /** @param companies each as often as a message of it was let through */
    static void sent(Connection connection, int lane, Collection<String> companies, Instant now) throws SQLException {
        add(connection, lane, counted(companies), Map.of(), now);
    }

    /** @param companies each as often as somebody left it */
    static void left(Connection connection, int lane, Collection<String> companies, Instant now) throws SQLException {
        add(connection, lane, Map.of(), counted(companies), now);
    }

    /** Of this company counting begins anew. */
    static void forget(Connection connection, String company) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from quality_day where company = ?")) {
            delete.setString(1, company);
            delete.executeUpdate();
        }
    }

    private static Map<String, Long> counted(Collection<String> companies) {
        return companies.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static void add(
            Connection connection, int lane, Map<String, Long> sent, Map<String, Long> gone, Instant now)
            throws SQLException {
        // Sorted, or two transactions of one lane wait for each other.
        TreeMap<String, Long> companies = new TreeMap<>(sent);
        companies.putAll(gone);
        if (companies.isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(companies.keySet());
        try (PreparedStatement upsert =
                connection.prepareStatement("insert into quality_day as known (company, day, lane, sent, gone)"
                        + " select company, ?, ?, sent, gone from unnest(?::text[], ?::bigint[], ?::bigint[])"
                        + " as added (company, sent, gone) on conflict (company, day, lane)"
                        + " do update set sent = known.sent + excluded.sent, gone = known.gone + excluded.gone")) {
            upsert.setObject(1, now.atZone(ZoneOffset.UTC).toLocalDate());
            upsert.setInt(2, lane);
            upsert.setArray(3, Sql.texts(connection, names));
            upsert.setArray(4, numbers(connection, names, sent));
            upsert.setArray(5, numbers(connection, names, gone));
            upsert.executeUpdate();
        }
    }

    private static java.sql.Array numbers(Connection connection, List<String> names, Map<String, Long> counts)
            throws SQLException {
        return connection.createArrayOf(
                "bigint",
                names.stream().map(name -> counts.getOrDefault(name, 0L)).toArray());
    }
}
