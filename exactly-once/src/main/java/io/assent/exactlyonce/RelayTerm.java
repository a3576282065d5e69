package io.assent.exactlyonce;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One holder's term. Its first act fences every earlier producer of the same transactional id; only then it reads how
 * far the lanes are committed. Lane positions travel in the Kafka transaction of their records, so a successor neither
 * repeats nor skips a row, and never puts an older state after a newer one.
 */
final class RelayTerm implements AutoCloseable {
    private static final int ROWS_PER_TRANSACTION = 256;
    private static final int TRANSACTION_TIMEOUT_MILLIS = 5_000;
    private static final int BATCH_BYTES = 128 * 1024;

    private final RelayConfig config;
    private final Connection connection;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<Integer, Long> committed;

    /** @param connection holds the relay's advisory lock; the term ends with it */
    RelayTerm(RelayConfig config, Connection connection) throws SQLException {
        this.config = config;
        this.connection = connection;
        this.producer = new KafkaProducer<>(properties(config), new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            this.committed = RelayPositions.committed(config);
            refuseRewoundDatabase();
        } catch (RuntimeException | SQLException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Publishes the oldest rows in one transaction.
     *
     * @param progress told as soon as Kafka has committed
     * @return false when there was nothing to publish
     */
    boolean publish(Consumer<List<Published>> progress) throws SQLException {
        List<OutboxRows.Row> rows = OutboxRows.oldest(connection, ROWS_PER_TRANSACTION);
        if (rows.isEmpty()) {
            connection.commit();
            return false;
        }
        List<OutboxRows.Row> due = rows.stream()
                .filter(row -> row.sequence() > committed.getOrDefault(row.lane(), 0L))
                .toList();
        List<Published> published = due.isEmpty() ? List.of() : commitToKafka(due);
        progress.accept(published);
        OutboxRows.markPublished(connection, published);
        OutboxRows.delete(connection, rows);
        connection.commit();
        return true;
    }

    /** How far the lanes are when the term begins, with what the last holder committed but could not note any more. */
    List<Published> progressAtStart() throws SQLException {
        Map<Integer, Published> noted = new HashMap<>();
        OutboxRows.publishedLanes(connection).forEach(lane -> noted.put(lane.lane(), lane));
        List<Published> unnoted = new ArrayList<>();
        for (Map.Entry<Integer, Long> lane : committed.entrySet()) {
            if (noted.getOrDefault(lane.getKey(), Published.nothing(lane.getKey()))
                            .sequence()
                    < lane.getValue()) {
                unnoted.add(RelayPositions.atTail(config, lane.getKey(), lane.getValue()));
            }
        }
        OutboxRows.markPublished(connection, unnoted);
        connection.commit();
        unnoted.forEach(lane -> noted.put(lane.lane(), lane));
        return List.copyOf(noted.values());
    }

    private List<Published> commitToKafka(List<OutboxRows.Row> rows) {
        producer.beginTransaction();
        Map<Integer, Long> sequences = new HashMap<>();
        Map<Integer, Future<RecordMetadata>> lastRecords = new HashMap<>();
        for (OutboxRows.Row row : rows) {
            for (OutboxRecord record : OutboxCodec.decode(row.records())) {
                lastRecords.put(row.lane(), producer.send(producerRecord(record)));
            }
            sequences.put(row.lane(), row.sequence());
        }
        producer.sendOffsetsToTransaction(offsets(sequences), new ConsumerGroupMetadata(config.name()));
        producer.commitTransaction();
        committed.putAll(sequences);
        List<Published> published = new ArrayList<>(sequences.size());
        lastRecords.forEach((lane, ack) -> published.add(published(lane, sequences.getOrDefault(lane, 0L), ack)));
        return published;
    }

    private static Published published(int lane, long sequence, Future<RecordMetadata> ack) {
        try {
            RecordMetadata last = ack.get();
            return new Published(lane, sequence, last.topic(), last.partition(), last.offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted after a commit", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a committed record has no offset", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> producerRecord(OutboxRecord record) {
        return new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value(), record.headers());
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Map<Integer, Long> sequences) {
        return sequences.entrySet().stream()
                .collect(Collectors.toMap(
                        lane -> new TopicPartition(config.positionTopic(), lane.getKey()),
                        lane -> new OffsetAndMetadata(lane.getValue())));
    }

    /** A failover that lost commits would reuse sequences that Kafka has seen, and those rows would never be published. */
    private void refuseRewoundDatabase() throws SQLException {
        Map<Integer, Long> heads = OutboxRows.heads(connection);
        connection.commit();
        committed.forEach((lane, sequence) -> {
            long head = Objects.requireNonNullElse(heads.get(lane), 0L);
            if (head < sequence) {
                throw new IllegalStateException("the database lost commits: lane " + lane + " of " + config.name()
                        + " is at " + head + ", Kafka has " + sequence);
            }
        });
    }

    private static Map<String, Object> properties(RelayConfig config) {
        Map<String, Object> properties = new HashMap<>(config.kafka());
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.name());
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MILLIS);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A commit sends what lingers: nothing waits for it, and few large requests go out instead of many small ones.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        // A transaction that follows another at once is told to try again until the markers of the first are written
        // (KIP-890): a few milliseconds. The default pause is a hundred.
        properties.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        properties.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 100);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4_500);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return properties;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
