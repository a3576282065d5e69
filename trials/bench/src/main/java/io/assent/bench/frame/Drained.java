package io.assent.bench.frame;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Waits until a service has done all that it was given, as its own tables say: that costs the servers next to nothing. */
public final class Drained {
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Connection connection;
    private final String consumer;

    /** @param consumer whose positions move in the transactions of its facts */
    public Drained(Connection connection, String consumer) {
        this.connection = connection;
        this.consumer = consumer;
    }

    /** Until the positions are past the chunk, and the relay has deleted every outbox row, which it does once Kafka has committed. */
    public void await(Backlog.Chunk chunk) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (PreparedStatement behind = connection.prepareStatement("select exists (select 1 from"
                + " unnest(?::text[], ?::int[], ?::bigint[]) as chunk (topic, partition, last_offset) where not exists"
                + " (select 1 from consumer_position held where held.consumer = ? and held.topic = chunk.topic"
                + " and held.partition = chunk.partition and held.next_offset > chunk.last_offset))"
                + " or exists (select 1 from outbox)")) {
            Map<TopicPartition, Long> last = chunk.last();
            behind.setArray(
                    1,
                    array(
                            "text",
                            last.keySet().stream().map(TopicPartition::topic).toArray()));
            behind.setArray(
                    2,
                    array(
                            "int",
                            last.keySet().stream()
                                    .map(TopicPartition::partition)
                                    .toArray()));
            behind.setArray(3, array("bigint", last.values().toArray()));
            behind.setString(4, consumer);
            while (isTrue(behind)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(consumer + " does not come to an end; see the log of its service");
                }
                Thread.sleep(LOOK);
            }
        }
    }

    private java.sql.Array array(String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }

    private static boolean isTrue(PreparedStatement question) throws SQLException {
        try (ResultSet row = question.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
