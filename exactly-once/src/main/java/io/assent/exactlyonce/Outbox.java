package io.assent.exactlyonce;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records that leave with the transaction that wrote them. A lane is a counter under a row lock, so that within a lane
 * sequence order is commit order and has no gaps; the {@link Relay} publishes each lane in that order.
 */
public final class Outbox {
    /** For metrics: rows that wait for the relay. */
    public static final String COUNT_QUERY = "select count(*) from outbox";
    /** For metrics: age of the oldest of them in seconds, 0 when there is none. */
    public static final String AGE_SECONDS_QUERY =
            "select coalesce(extract(epoch from clock_timestamp() - min(appended_at)), 0) from outbox";

    private Outbox() {}

    /**
     * Appends the records as one row. Call it last in the transaction, since it holds the lane until the commit.
     *
     * @return the row's sequence in its lane, for {@link Relay#awaitPublished}
     */
    public static long append(Connection connection, int lane, List<OutboxRecord> records) throws SQLException {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("an outbox row holds at least one record");
        }
        long sequence = nextSequence(connection, lane);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into outbox (lane, sequence, records) values (?, ?, ?)")) {
            insert.setInt(1, lane);
            insert.setLong(2, sequence);
            insert.setBytes(3, OutboxCodec.encode(records));
            insert.executeUpdate();
        }
        return sequence;
    }

    /**
     * Appends one row to each of these lanes, in their order, by two statements however many they are.
     *
     * @param records of each lane; none is empty
     * @return each row's sequence in its lane
     */
    public static SortedMap<Integer, Long> append(Connection connection, SortedMap<Integer, List<OutboxRecord>> records)
            throws SQLException {
        if (records.isEmpty()) {
            return Collections.emptySortedMap();
        }
        SortedMap<Integer, Long> sequences = nextSequences(connection, records.keySet());
        try (PreparedStatement insert = connection.prepareStatement("insert into outbox (lane, sequence, records)"
                + " select * from unnest(?::int[], ?::bigint[], ?::bytea[])")) {
            insert.setArray(
                    1, connection.createArrayOf("int", sequences.keySet().toArray()));
            insert.setArray(
                    2, connection.createArrayOf("bigint", sequences.values().toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea",
                            records.values().stream().map(OutboxCodec::encode).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
        return sequences;
    }

    private static SortedMap<Integer, Long> nextSequences(Connection connection, Collection<Integer> lanes)
            throws SQLException {
        try (PreparedStatement next = connection.prepareStatement("insert into outbox_lane as head (lane, sequence)"
                + " select lane, 1 from unnest(?::int[]) as wanted (lane) order by lane"
                + " on conflict (lane) do update set sequence = head.sequence + 1 returning lane, sequence")) {
            next.setArray(1, connection.createArrayOf("int", lanes.toArray()));
            SortedMap<Integer, Long> sequences = new TreeMap<>();
            try (ResultSet row = next.executeQuery()) {
                while (row.next()) {
                    sequences.put(row.getInt(1), row.getLong(2));
                }
            }
            return sequences;
        }
    }

    private static long nextSequence(Connection connection, int lane) throws SQLException {
        try (PreparedStatement next = connection.prepareStatement("insert into outbox_lane as head (lane, sequence) "
                + "values (?, 1) on conflict (lane) do update set sequence = head.sequence + 1 returning sequence")) {
            next.setInt(1, lane);
            try (ResultSet row = next.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
