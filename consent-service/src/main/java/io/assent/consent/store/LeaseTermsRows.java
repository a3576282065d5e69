package io.assent.consent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/** All lease terms that were ever published. */
final class LeaseTermsRows {
    private LeaseTermsRows() {}

    record Terms(long version, long leaseMillis, Instant publishedAt) {}

    /** Lets one instance at a time decide whether the terms are new. */
    static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("lock table lease_terms in share row exclusive mode")) {
            lock.execute();
        }
    }

    static Optional<Terms> latest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select version, lease_millis, published_at from lease_terms order by version desc limit 1");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(read(row)) : Optional.empty();
        }
    }

    static Terms insert(Connection connection, long leaseMillis, Instant now) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into lease_terms (lease_millis, published_at)"
                        + " values (?, ?) returning version, lease_millis, published_at")) {
            insert.setLong(1, leaseMillis);
            insert.setTimestamp(2, Timestamp.from(now));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return read(row);
            }
        }
    }

    static long longestMillis(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select max(lease_millis) from lease_terms");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Terms read(ResultSet row) throws SQLException {
        return new Terms(row.getLong(1), row.getLong(2), row.getTimestamp(3).toInstant());
    }
}
