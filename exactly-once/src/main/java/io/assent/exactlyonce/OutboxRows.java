package io.assent.exactlyonce;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The relay's statements. */
final class OutboxRows {
    private OutboxRows() {}

    record Row(long id, int lane, long sequence, byte[] records) {}

    static boolean tryHold(Connection connection, String relay) throws SQLException {
        try (PreparedStatement hold =
                connection.prepareStatement("select pg_try_advisory_lock(hashtextextended(?, 0))")) {
            hold.setString(1, relay);
            try (ResultSet row = hold.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    static void release(Connection connection, String relay) throws SQLException {
        try (PreparedStatement release =
                connection.prepareStatement("select pg_advisory_unlock(hashtextextended(?, 0))")) {
            release.setString(1, relay);
            release.execute();
        }
    }

    /** Rows in the order of their ids; within a lane that is sequence order, since the lane was locked before the insert. */
    static List<Row> oldest(Connection connection, int limit) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id, lane, sequence, records from outbox order by id limit ?")) {
            select.setInt(1, limit);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(row.getLong(1), row.getInt(2), row.getLong(3), row.getBytes(4)));
                }
            }
            return rows;
        }
    }

    static void delete(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(Row::id).toArray()));
            delete.executeUpdate();
        }
    }

    static Map<Integer, Long> heads(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select lane, sequence from outbox_lane");
                ResultSet row = select.executeQuery()) {
            Map<Integer, Long> heads = new HashMap<>();
            while (row.next()) {
                heads.put(row.getInt(1), row.getLong(2));
            }
            return heads;
        }
    }

    static void markPublished(Connection connection, Collection<Published> lanes) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(
                "insert into outbox_published (lane, sequence, topic, partition, last_offset) values (?, ?, ?, ?, ?)"
                        + " on conflict (lane) do update set sequence = excluded.sequence, topic = excluded.topic,"
                        + " partition = excluded.partition, last_offset = excluded.last_offset")) {
            for (Published lane : lanes) {
                mark.setInt(1, lane.lane());
                mark.setLong(2, lane.sequence());
                mark.setString(3, lane.topic());
                mark.setInt(4, lane.partition());
                mark.setLong(5, lane.offset());
                mark.addBatch();
            }
            mark.executeBatch();
        }
    }

    static List<Published> publishedLanes(Connection connection) throws SQLException {
        return select(connection, "select lane, sequence, topic, partition, last_offset from outbox_published");
    }

    static Published published(Connection connection, int lane) throws SQLException {
        List<Published> found = select(
                connection,
                "select lane, sequence, topic, partition, last_offset from outbox_published where lane = " + lane);
        return found.isEmpty() ? Published.nothing(lane) : found.getFirst();
    }

    private static List<Published> select(Connection connection, String sql) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            List<Published> lanes = new ArrayList<>();
            while (row.next()) {
                lanes.add(
                        new Published(row.getInt(1), row.getLong(2), row.getString(3), row.getInt(4), row.getLong(5)));
            }
            return lanes;
        }
    }
}
