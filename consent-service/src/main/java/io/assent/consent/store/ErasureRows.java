package io.assent.consent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Erasures and what the services reported of them. */
final class ErasureRows {
    private ErasureRows() {}

    /** @param person null once every service has reported */
    record Row(
            String id,
            @Nullable String person,
            List<String> counterparts,
            Instant askedAt,
            @Nullable Instant completedAt) {}

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
        return select(connection, id, "");
    }

    static Optional<Row> lock(Connection connection, String id) throws SQLException {
        return select(connection, id, " for update");
    }

    private static Optional<Row> select(Connection connection, String id, String lock) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select id, person, counterparts, asked_at, completed_at from erasure where id = ?" + lock)) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Timestamp completed = row.getTimestamp(5);
                return Optional.of(new Row(
                        row.getString(1),
                        row.getString(2),
                        List.of((String[]) row.getArray(3).getArray()),
                        row.getTimestamp(4).toInstant(),
                        completed == null ? null : completed.toInstant()));
            }
        }
    }

    /** Erasures of this person that are not done, but for this one. */
    static boolean isAskedAgain(Connection connection, String id, String person) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select 1 from erasure where person = ? and id <> ?")) {
            select.setString(1, person);
            select.setString(2, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    static void complete(Connection connection, String id, Instant at) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update erasure set person = null, counterparts = '{}', completed_at = ? where id = ?")) {
            update.setTimestamp(1, Timestamp.from(at));
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    static void report(Connection connection, String id, String service, Instant at) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into erasure_report (erasure, service, completed_at) values (?, ?, ?) on conflict do nothing")) {
            insert.setString(1, id);
            insert.setString(2, service);
            insert.setTimestamp(3, Timestamp.from(at));
            insert.executeUpdate();
        }
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

    /** Those of these counterparts with whom the person has a state again. */
    static List<String> statedAgain(Connection connection, String person) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select counterpart from consent_state where person = ?")) {
            select.setString(1, person);
            List<String> counterparts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    counterparts.add(row.getString(1));
                }
            }
            return counterparts;
        }
    }
}
