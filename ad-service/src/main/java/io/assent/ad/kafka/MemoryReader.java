package io.assent.ad.kafka;

import io.assent.ad.store.RefusedRecords;
import io.assent.base.kafka.ProjectionProgress;
import io.assent.base.trace.Traces;
import io.assent.exactlyonce.BarrierRecord;
import io.assent.exactlyonce.DatabaseException;
import io.assent.exactlyonce.InMemoryPositions;
import io.assent.exactlyonce.PoisonRecordException;
import io.assent.exactlyonce.Relay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads four topics from their beginning into the memory of this instance, and follows them. Every instance reads all
 * partitions, outside of any group: a framework channel would share them, and would not tell of positions that move over
 * transaction markers, for which the freshness lease waits.
 */
@Singleton
public class MemoryReader implements ProjectionProgress {
    private static final Logger LOG = Logger.getLogger(MemoryReader.class);
    private static final List<String> TOPICS =
            List.of(MemoryUpdates.CONSENT, "company.events", MemoryUpdates.PEOPLE, "status.events");
    private static final String CHANNEL = "memory";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

    private final MemoryUpdates updates;
    private final RefusedRecords refused;
    private final Relay relay;
    private final Map<String, Object> kafka;
    private final MeterRegistry meters;
    private final Traces traces;
    private final InMemoryPositions positions = new InMemoryPositions();
    private final Thread reader = Thread.ofPlatform().name("memory-reader").unstarted(this::run);
    private final Set<TopicPartition> held = ConcurrentHashMap.newKeySet();
    private volatile double lagRecords = Double.NaN;
    private volatile boolean caughtUp;
    private volatile boolean closed;

    public MemoryReader(
            MemoryUpdates updates,
            RefusedRecords refused,
            Relay relay,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry meters,
            Traces traces) {
        this.traces = traces;
        this.updates = updates;
        this.refused = refused;
        this.relay = relay;
        this.kafka = kafka;
        this.meters = meters;
        Gauge.builder("assent.consumer.partitions.stopped", held, Set::size)
                .tag("channel", CHANNEL)
                .register(meters);
        Gauge.builder("assent.consumer.lag.records", this, reader -> reader.lagRecords)
                .tag("channel", CHANNEL)
                .register(meters);
    }

    @Produces
    @Singleton
    static InMemoryPositions positions(MemoryReader reader) {
        return reader.positions;
    }

    /** True once everything that was there at the start has been read, and while nothing is held back. */
    public boolean isCaughtUp() {
        return caughtUp && held.isEmpty();
    }

    public boolean isAlive() {
        return reader.isAlive();
    }

    @Override
    public boolean passed(TopicPartition partition, long offset) {
        return positions.passed(partition, offset);
    }

    void start(@Observes StartupEvent event) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        closed = true;
        reader.interrupt();
        reader.join(5_000);
    }

    private void run() {
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                follow(consumer);
            } catch (KafkaException | DatabaseException e) {
                if (!closed) {
                    LOG.warnf("reading starts anew: %s", e.getMessage());
                    LockSupport.parkNanos(RESTART_PAUSE.toNanos());
                }
            }
        }
    }

    /** Applying a record again changes nothing, so a new start reads from the beginning. */
    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> goals = new HashMap<>(consumer.endOffsets(partitions));
        while (!closed) {
            ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
            batch.forEach(this::apply);
            partitions.stream()
                    .filter(partition -> !held.contains(partition))
                    .forEach(partition -> positions.advance(partition, consumer.position(partition)));
            lagRecords = partitions.stream()
                    .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                    .sum();
            if (!goals.isEmpty()) {
                goals.entrySet().removeIf(goal -> consumer.position(goal.getKey()) >= goal.getValue());
                caughtUp |= goals.isEmpty();
            }
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
        if (BarrierRecord.isBarrier(record)) {
            return;
        }
        try {
            updates.apply(record);
            follow(record);
        } catch (PoisonRecordException poison) {
            if (record.topic().equals(MemoryUpdates.CONSENT)) {
                hold(record, poison);
                return;
            }
            refused.refuse(record, poison);
            meters.counter("assent.dead.letters", "channel", CHANNEL, "reason", poison.reason())
                    .increment();
            relay.wake();
        }
    }

    /** What is read again after a start was told before. */
    private void follow(ConsumerRecord<byte[], byte[]> record) {
        if (caughtUp) {
            traces.tell(Traces.of(record), "choice known", SpanKind.CONSUMER, Duration.ZERO, Attributes.empty());
        }
    }

    /** It may be a revocation: from here on the freshness lease cannot be renewed, so no ads are shown. */
    private void hold(ConsumerRecord<byte[], byte[]> record, PoisonRecordException why) {
        if (held.add(new TopicPartition(record.topic(), record.partition()))) {
            LOG.errorf(
                    "%s-%d stopped at %d, which cannot be applied and must not be skipped: %s",
                    record.topic(), record.partition(), record.offset(), why.reason());
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "earliest");
        properties.put("fetch.min.bytes", 1);
        properties.put("max.poll.records", 5_000);
        properties.remove("group.id");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
