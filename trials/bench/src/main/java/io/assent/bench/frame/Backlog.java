package io.assent.bench.frame;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Records that lie on their topics in an open transaction, where their readers do not see them yet: so writing them costs
 * nothing while they are read, and the clock can start when all of them are there.
 */
public final class Backlog implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 600_000;

    private final Source source;
    private final KafkaProducer<byte[], byte[]> producer;
    private long written;

    /** Gives the n-th record, always the same for the same number. */
    public interface Source {
        ProducerRecord<byte[], byte[]> record(long number, Instant now);
    }

    /** Where the records of a chunk lie: offsets of the first and of the last one of each partition. */
    public record Chunk(long records, Map<TopicPartition, Long> first, Map<TopicPartition, Long> last) {
        static final Chunk NONE = new Chunk(0, Map.of(), Map.of());
    }

    public Backlog(BenchStack stack, Source source) {
        this.source = source;
        this.producer = new KafkaProducer<>(
                stack.kafka(Map.of(
                        "transactional.id",
                        "bench-backlog",
                        "transaction.timeout.ms",
                        TIMEOUT_MILLIS,
                        "compression.type",
                        "zstd",
                        "batch.size",
                        131_072,
                        "linger.ms",
                        20)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Nobody sees it before {@link #release}. */
    public Chunk write(long records) {
        Map<TopicPartition, Long> first = new ConcurrentHashMap<>();
        Map<TopicPartition, Long> last = new ConcurrentHashMap<>();
        Instant now = Instant.now();
        producer.beginTransaction();
        for (long i = 0; i < records; i++) {
            producer.send(source.record(reserve(), now), (metadata, failure) -> {
                if (failure == null) {
                    TopicPartition partition = new TopicPartition(metadata.topic(), metadata.partition());
                    first.merge(partition, metadata.offset(), Math::min);
                    last.merge(partition, metadata.offset(), Math::max);
                }
            });
        }
        producer.flush();
        return new Chunk(records, first, last);
    }

    public void release() {
        producer.commitTransaction();
    }

    /** The next record's number; for those who write some themselves. */
    public long reserve() {
        return written++;
    }

    /** All that was ever written. */
    public long written() {
        return written;
    }

    @Override
    public void close() {
        producer.close();
    }
}
