package io.assent.consent.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Erasures and what the services reported of them. */
final class ErasureRows {
    private ErasureRows() {}

    record Row(Instant askedAt, @Nullable Instant completedAt) {}

    /** An erasure of which no report is missing, and that is not completed yet. */
    record Pending(String id, String person, List<String> counterparts, Instant askedAt) {}

    /** A key of consent.events whose state is gone. */
    record Key(String erasure, String person, String counterpart) {}

    static void insert(Connection connection, String id, String person, List<String> counterparts, Instant askedAt)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into erasure (id, person, counterparts, asked_at) values (?, ?, ?, ?)")) {
            insert.setString(1, id);
            insert.setString(2, person);
            insert.setArray(3, connection.createArrayOf("text", counterparts.toArray()));
            insert.setTimestamp(4, Timestamp.from(askedAt));
            insert.executeUpdate();
        }
    }

    static Optional<Row> find(Connection connection, String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select asked_at, completed_at from erasure where id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Timestamp completed = row.getTimestamp(2);
                return Optional.of(
                        new Row(row.getTimestamp(1).toInstant(), completed == null ? null : completed.toInstant()));
            }
        }
    }

    /** In the order of their ids. @return those that exist */
    static Set<String> lock(Connection connection, Collection<String> ids) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select id from erasure where id = any (?) order by id for update")) {
            lock.setArray(1, connection.createArrayOf("text", ids.toArray()));
            Set<String> found = new HashSet<>();
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        }
    }

    static void insert(Connection connection, List<ErasureStore.Report> reports) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into erasure_report"
                + " (erasure, service, completed_at) values (?, ?, ?) on conflict do nothing")) {
            for (ErasureStore.Report report : reports) {
                insert.setString(1, report.erasure());
                insert.setString(2, report.service());
                insert.setTimestamp(3, Timestamp.from(report.at()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Those of these erasures that all of the services have reported, and that were not completed before. */
    static List<Pending> reported(Connection connection, Collection<String> ids, Collection<String> services)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id, person, counterparts, asked_at from erasure"
                        + " where id = any (?) and person is not null and ?::text[] <@ array(select service from erasure_report"
                        + " where erasure_report.erasure = erasure.id) order by id")) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray()));
            select.setArray(2, connection.createArrayOf("text", services.toArray()));
            List<Pending> reported = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    reported.add(new Pending(
                            row.getString(1),
                            row.getString(2),
                            List.of((String[]) row.getArray(3).getArray()),
                            row.getTimestamp(4).toInstant()));
                }
            }
            return reported;
        }
    }

    /** They name nobody from then on. */
    static void complete(Connection connection, List<Pending> done, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update erasure set person = null, counterparts = '{}', completed_at = ? where id = any (?)")) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setArray(
                    2,
                    connection.createArrayOf(
                            "text", done.stream().map(Pending::id).toArray()));
            update.executeUpdate();
        }
    }

    /**
     * Their keys that hold nothing again: neither a state of who came back, nor another erasure of the same person that the
     * services have not all carried out. Call it after {@link #complete}.
     */
    static List<Key> gone(Connection connection, List<Pending> done) throws SQLException {
        List<Key> keys = new ArrayList<>();
        for (Pending erasure : done) {
            erasure.counterparts().forEach(company -> keys.add(new Key(erasure.id(), erasure.person(), company)));
            keys.add(new Key(erasure.id(), erasure.person(), StateKey.ERASURE));
        }
        try (PreparedStatement select = connection.prepareStatement("select distinct on (person, counterpart)"
                + " wanted.erasure, wanted.person, wanted.counterpart"
                + " from unnest(?::text[], ?::text[], ?::text[]) as wanted (erasure, person, counterpart)"
                + " where not exists (select 1 from consent_state where consent_state.person = wanted.person"
                + " and consent_state.counterpart = wanted.counterpart)"
                + " and not (wanted.counterpart = ? and exists (select 1 from erasure where erasure.person = wanted.person))"
                + " order by wanted.person, wanted.counterpart")) {
            select.setArray(1, texts(connection, keys, Key::erasure));
            select.setArray(2, texts(connection, keys, Key::person));
            select.setArray(3, texts(connection, keys, Key::counterpart));
            select.setString(4, StateKey.ERASURE);
            List<Key> gone = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    gone.add(new Key(row.getString(1), row.getString(2), row.getString(3)));
                }
            }
            return gone;
        }
    }

    private static Array texts(Connection connection, List<Key> keys, Function<Key, String> column)
            throws SQLException {
        return connection.createArrayOf("text", keys.stream().map(column).toArray());
    }

    static SortedMap<String, Instant> reports(Connection connection, String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select service, completed_at from erasure_report where erasure = ?")) {
            select.setString(1, id);
            SortedMap<String, Instant> reports = new TreeMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    reports.put(row.getString(1), row.getTimestamp(2).toInstant());
                }
            }
            return reports;
        }
    }
}
