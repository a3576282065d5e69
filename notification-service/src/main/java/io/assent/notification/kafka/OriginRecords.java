package io.assent.notification.kafka;

import io.assent.notification.store.DeadLetter;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads refused requests again from where they lie. */
@Singleton
public class OriginRecords {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Map<String, Object> properties;
    private final Admin admin;

    public OriginRecords(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.admin = Admin.create(kafka);
        this.properties = new HashMap<>(kafka);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "none");
        properties.put("enable.auto.commit", false);
        properties.put("allow.auto.create.topics", false);
    }

    @PreDestroy
    void close() {
        admin.close();
    }

    /**
     * The records that are still there, by the ids of their letters.
     *
     * @throws KafkaException when Kafka cannot be asked now
     */
    Map<String, ConsumerRecord<byte[], byte[]>> read(Collection<DeadLetter> letters) {
        Set<String> topics = letters.stream().map(DeadLetter::topic).collect(Collectors.toSet());
        Map<String, String> before = topicIds(topics);
        Map<TopicPartition, NavigableMap<Long, DeadLetter>> wanted = new HashMap<>();
        for (DeadLetter letter : letters) {
            if (letter.topicId().equals(before.get(letter.topic()))) {
                wanted.computeIfAbsent(new TopicPartition(letter.topic(), letter.partition()), _ -> new TreeMap<>())
                        .put(letter.offset(), letter);
            }
        }
        Map<String, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            wanted.forEach((partition, offsets) -> read(consumer, partition, offsets, found));
        }
        // An id never comes back: a topic that has it now had it while it was read.
        Map<String, String> after =
                topicIds(wanted.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        letters.stream()
                .filter(letter -> !letter.topicId().equals(after.get(letter.topic())))
                .forEach(letter -> found.remove(letter.id()));
        return found;
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            NavigableMap<Long, DeadLetter> wanted,
            Map<String, ConsumerRecord<byte[], byte[]>> found) {
        List<TopicPartition> alone = List.of(partition);
        consumer.assign(alone);
        wanted.tailMap(consumer.endOffsets(alone).get(partition), true).clear();
        while (!wanted.isEmpty()) {
            wanted.headMap(consumer.beginningOffsets(alone).get(partition), false)
                    .clear();
            if (!wanted.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : from(consumer, partition, wanted.firstKey())) {
                    DeadLetter letter = wanted.remove(record.offset());
                    if (letter != null) {
                        found.put(letter.id(), record);
                    }
                }
                // What the log has passed over is not there any more.
                wanted.headMap(consumer.position(partition), false).clear();
            }
        }
    }

    /** The next records at or after the offset; none when retention has taken them in this moment. */
    private static List<ConsumerRecord<byte[], byte[]>> from(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
        long began = System.nanoTime();
        while (System.nanoTime() - began < PATIENCE.toNanos()) {
            try {
                List<ConsumerRecord<byte[], byte[]>> records =
                        consumer.poll(POLL).records(partition);
                if (!records.isEmpty() || consumer.position(partition) > offset) {
                    return records;
                }
            } catch (OffsetOutOfRangeException retention) {
                return List.of();
            }
        }
        throw new TimeoutException("Kafka did not give the record at " + partition + "/" + offset);
    }

    private Map<String, String> topicIds(Set<String> topics) {
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(topics).topicNameValues();
        Map<String, String> ids = new HashMap<>();
        List<String> asked = new ArrayList<>(described.keySet());
        for (String topic : asked) {
            try {
                ids.put(
                        topic,
                        Objects.requireNonNull(described.get(topic))
                                .get()
                                .topicId()
                                .toString());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new KafkaException("cannot look up topic " + topic, e.getCause());
                }
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        return ids;
    }
}
