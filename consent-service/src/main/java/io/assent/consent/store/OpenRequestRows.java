package io.assent.consent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many requests are open. */
final class OpenRequestRows {
    private OpenRequestRows() {}

    /** Of a company, for the people of one shard. */
    record Counter(String company, int shard) implements Comparable<Counter> {
        private static final Comparator<Counter> ORDER =
                Comparator.comparing(Counter::company).thenComparing(Counter::shard);

        @Override
        public int compareTo(Counter other) {
            return ORDER.compare(this, other);
        }
    }

    /** In the order of their ids, as everyone does, and after the shards. */
    static void lock(Connection connection, Collection<String> companies) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "select id from company where id = any (?) order by id for no key update")) {
            lock.setArray(1, connection.createArrayOf("text", companies.toArray()));
            lock.executeQuery().close();
        }
    }

    static Map<String, Long> ofCompanies(Connection connection, Collection<String> companies) throws SQLException {
        return counts(
                connection,
                "select company, sum(open) from open_requests where company = any (?) group by company",
                companies);
    }

    static Map<String, Long> ofPeople(Connection connection, Collection<String> people) throws SQLException {
        return counts(
                connection,
                "select person, count(*) from consent_state where person = any (?) and request_open group by person",
                people);
    }

    private static Map<String, Long> counts(Connection connection, String query, Collection<String> ids)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray()));
            Map<String, Long> counts = new TreeMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), row.getLong(2));
                }
            }
            return counts;
        }
    }

    static void add(Connection connection, SortedMap<Counter, Long> changes) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(
                "insert into open_requests (company, shard, open)"
                        + " values (?, ?, ?) on conflict (company, shard) do update set open = open_requests.open + excluded.open")) {
            for (Map.Entry<Counter, Long> change : changes.entrySet()) {
                add.setString(1, change.getKey().company());
                add.setInt(2, change.getKey().shard());
                add.setLong(3, change.getValue());
                add.addBatch();
            }
            add.executeBatch();
        }
    }
}
