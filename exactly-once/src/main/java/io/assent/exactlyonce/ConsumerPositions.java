package io.assent.exactlyonce;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The rows of {@code consumer_position} of one consumer. Locked always in the order of topic and partition. */
final class ConsumerPositions {
    private final String consumer;

    ConsumerPositions(String consumer) {
        this.consumer = consumer;
    }

    /** One partition's row. */
    record Position(String topicId, long epoch, long nextOffset) {}

    /** Raises the epoch, so that whoever held the partition before is a zombie from now on. */
    Position take(Connection connection, TopicPartition partition, String topicId, long startOffset)
            throws SQLException {
        try (PreparedStatement take = connection.prepareStatement("insert into consumer_position as held"
                + " (consumer, topic, partition, topic_id, epoch, next_offset) values (?, ?, ?, ?, 1, ?)"
                + " on conflict (consumer, topic, partition) do update set epoch = held.epoch + 1"
                + " returning topic_id, epoch, next_offset")) {
            take.setString(1, consumer);
            take.setString(2, partition.topic());
            take.setInt(3, partition.partition());
            take.setString(4, topicId);
            take.setLong(5, startOffset);
            try (ResultSet row = take.executeQuery()) {
                row.next();
                return new Position(row.getString(1), row.getLong(2), row.getLong(3));
            }
        }
    }

    Map<TopicPartition, Position> lock(Connection connection, List<TopicPartition> partitions) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "select topic, partition, topic_id, epoch, next_offset from consumer_position where consumer = ?"
                        + " and (topic, partition) in (select * from unnest(?::text[], ?::int[]))"
                        + " order by topic, partition for update")) {
            lock.setString(1, consumer);
            lock.setArray(2, topics(connection, partitions));
            lock.setArray(3, numbers(connection, partitions));
            Map<TopicPartition, Position> locked = new HashMap<>();
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    locked.put(
                            new TopicPartition(row.getString(1), row.getInt(2)),
                            new Position(row.getString(3), row.getLong(4), row.getLong(5)));
                }
            }
            return locked;
        }
    }

    void advance(Connection connection, Map<TopicPartition, Long> nextOffsets) throws SQLException {
        List<TopicPartition> partitions = List.copyOf(nextOffsets.keySet());
        try (PreparedStatement advance = connection.prepareStatement(
                "update consumer_position held set next_offset = batch.next_offset"
                        + " from unnest(?::text[], ?::int[], ?::bigint[]) as batch (topic, partition, next_offset)"
                        + " where held.consumer = ? and held.topic = batch.topic and held.partition = batch.partition")) {
            advance.setArray(1, topics(connection, partitions));
            advance.setArray(2, numbers(connection, partitions));
            advance.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", partitions.stream().map(nextOffsets::get).toArray()));
            advance.setString(4, consumer);
            advance.executeUpdate();
        }
    }

    /**
     * For a transaction that only moves positions past barriers: its commit waits neither for the disk nor for a standby. Whoever sees the
     * position commits after it, and so makes it durable; where nobody did, a failover sets it back and the barriers are passed again.
     */
    void commitWithoutWaiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local synchronous_commit = off");
        }
    }

    private static Array topics(Connection connection, List<TopicPartition> partitions) throws SQLException {
        return connection.createArrayOf(
                "text", partitions.stream().map(TopicPartition::topic).toArray());
    }

    private static Array numbers(Connection connection, List<TopicPartition> partitions) throws SQLException {
        return connection.createArrayOf(
                "int", partitions.stream().map(TopicPartition::partition).toArray());
    }
}
