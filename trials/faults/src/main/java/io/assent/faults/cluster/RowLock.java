package io.assent.faults.cluster;

import java.sql.Connection;
import java.sql.SQLException;

/** Rows that are locked until this is closed: whoever needs them stands still at just that place. */
public final class RowLock implements AutoCloseable {
    private final Connection connection;

    private RowLock(Connection connection) {
        this.connection = connection;
    }

    static RowLock take(Connection connection, String selectForUpdate) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(selectForUpdate);
        }
        return new RowLock(connection);
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("a lock could not be released", e);
        }
    }
}
