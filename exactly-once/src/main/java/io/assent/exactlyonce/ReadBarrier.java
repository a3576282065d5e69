package io.assent.exactlyonce;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Appends no-ops to a topic. All that was acknowledged before the append lies at a smaller offset, and the in-sync
 * replicas vouch for it; so a projection that has passed the no-op knows all of it. Reading the end offset instead would
 * not do: the last stable offset may lie below an acknowledged transaction, and a deposed leader may answer.
 */
public final class ReadBarrier implements AutoCloseable {
    /** Each round costs every reader of the log a batch; more than a hundred a second only make the batches smaller. */
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(10);

    private final String topic;
    private final String instance;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ReentrantLock appending = new ReentrantLock();
    private long turnNanos = System.nanoTime();
    private Round next = new Round();

    /**
     * @param instance unique among the running instances
     * @param kafka connection properties, at least {@code bootstrap.servers}
     */
    public ReadBarrier(String topic, String instance, Map<String, Object> kafka) {
        this.topic = topic;
        this.instance = instance;
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * One no-op in each partition. Who asks while another append is under way waits for it, and then shares the next one with
     * all who came meanwhile.
     *
     * @return its acknowledged offset, by partition
     * @throws BarrierException when Kafka did not acknowledge all of them
     */
    public Map<Integer, Long> append(Set<Integer> partitions) {
        Round round = join(partitions);
        appending.lock();
        try {
            if (!round.isDone()) {
                waitForTurn();
                seal(round);
                round.complete(send(round.partitions));
            }
        } catch (BarrierException e) {
            round.completeExceptionally(e);
        } finally {
            appending.unlock();
        }
        return round.of(partitions);
    }

    /** Those who share an append, which begins when it is no longer the next one. */
    private static final class Round extends CompletableFuture<Map<Integer, Long>> {
        private final Set<Integer> partitions = new HashSet<>();

        Map<Integer, Long> of(Set<Integer> wanted) {
            try {
                Map<Integer, Long> offsets = new HashMap<>(join());
                offsets.keySet().retainAll(wanted);
                return offsets;
            } catch (CompletionException e) {
                throw new BarrierException("no barrier", e);
            }
        }
    }

    private synchronized Round join(Set<Integer> partitions) {
        next.partitions.addAll(partitions);
        return next;
    }

    private synchronized void seal(Round round) {
        if (next == round) {
            next = new Round();
        }
    }

    /** The first after a pause goes at once. */
    private void waitForTurn() {
        LockSupport.parkNanos(turnNanos - System.nanoTime());
        turnNanos = System.nanoTime() + BETWEEN_ROUNDS.toNanos();
    }

    private Map<Integer, Long> send(Set<Integer> partitions) {
        Map<Integer, Future<RecordMetadata>> sent = new HashMap<>();
        try {
            partitions.forEach(
                    partition -> sent.put(partition, producer.send(BarrierRecord.in(topic, partition, instance))));
            Map<Integer, Long> offsets = new HashMap<>();
            for (Map.Entry<Integer, Future<RecordMetadata>> ack : sent.entrySet()) {
                offsets.put(ack.getKey(), ack.getValue().get().offset());
            }
            return offsets;
        } catch (ExecutionException | KafkaException e) {
            throw new BarrierException("no barrier in " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BarrierException("interrupted at a barrier in " + topic, e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
