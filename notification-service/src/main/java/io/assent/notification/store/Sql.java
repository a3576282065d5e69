package io.assent.notification.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;

/** Arrays as statement parameters: one statement for a whole batch. */
final class Sql {
    private Sql() {}

    static Array texts(Connection connection, Collection<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray(String[]::new));
    }

    static Array longs(Connection connection, Collection<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray(Long[]::new));
    }

    static Array times(Connection connection, Collection<Instant> values) throws SQLException {
        return connection.createArrayOf(
                "timestamptz", values.stream().map(Timestamp::from).toArray());
    }
}
