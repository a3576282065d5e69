package io.assent.faults.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.faults.history.Evidence.DeadLetter;
import io.assent.faults.history.Evidence.Impression;
import io.assent.faults.history.Evidence.Life;
import io.assent.faults.history.Evidence.Permission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the public topics from their beginning, and keeps each record at its place, so that compaction hides nothing. */
public final class Logs implements AutoCloseable {
    private static final String CONSENT = "consent.events";
    private static final String DELIVERIES = "notification.deliveries";
    private static final String IMPRESSIONS = "ad.impressions";
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Place(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return topic + "/" + partition + "/" + offset;
        }
    }

    private record Kept(String id, String type, String key, JsonNode data) {}

    private final String bootstrapServers;
    private final Map<Place, Kept> records = new ConcurrentSkipListMap<>(Comparator.comparing(Place::topic)
            .thenComparingInt(Place::partition)
            .thenComparingLong(Place::offset));
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread reader = Thread.ofPlatform().name("logs").daemon().unstarted(this::read);
    private volatile Map<TopicPartition, Long> positions = Map.of();

    public Logs(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.consumer = consumer();
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader.start();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.listTopics().values().stream()
                .flatMap(List::stream)
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .filter(p -> isFollowed(p.topic()))
                .toList();
    }

    private static boolean isFollowed(String topic) {
        return topic.equals(CONSENT)
                || topic.equals(DELIVERIES)
                || topic.equals(IMPRESSIONS)
                || topic.endsWith(".dead");
    }

    private void read() {
        try (consumer) {
            while (true) {
                try {
                    consumer.poll(Duration.ofMillis(300)).forEach(this::keep);
                    positions = consumer.assignment().stream()
                            .collect(java.util.stream.Collectors.toMap(
                                    Function.identity(), partition -> consumer.position(partition)));
                } catch (WakeupException closing) {
                    return;
                } catch (KafkaException brokerTrouble) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private void keep(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || record.value().length == 0) {
            return; // a barrier
        }
        try {
            records.put(
                    new Place(record.topic(), record.partition(), record.offset()),
                    new Kept(
                            header(record, "ce_id"),
                            header(record, "ce_type"),
                            new String(record.key(), StandardCharsets.UTF_8),
                            JSON.readTree(record.value())));
        } catch (IOException e) {
            throw new IllegalStateException("a public topic holds what is not JSON", e);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Waits until everything that is in the topics now has been read. */
    public void awaitRead(Duration patience) throws InterruptedException {
        Map<TopicPartition, Long> ends;
        try (KafkaConsumer<byte[], byte[]> asking = consumer()) {
            ends = asking.endOffsets(partitions(asking));
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> positions.getOrDefault(end.getKey(), 0L) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the public topics cannot be read to their end");
            }
            Thread.sleep(50);
        }
    }

    /** Events of messages to people of this run. */
    public List<Life> lives(String prefix) {
        return of(
                DELIVERIES,
                kept -> kept.data().path("user").asText().startsWith(prefix + "-"),
                (place, kept) -> new Life(
                        kept.id(),
                        kept.data().path("messageId").asText(),
                        kept.type()
                                .substring(kept.type().lastIndexOf('.') + 1)
                                .replace("Notification", "")
                                .toLowerCase(java.util.Locale.ROOT),
                        place.toString()));
    }

    public List<Permission> permissions(String prefix) {
        return of(
                CONSENT,
                kept -> kept.key().startsWith(prefix + "-"),
                (place, kept) ->
                        new Permission(kept.key(), kept.data().path("version").asLong(), place.toString()));
    }

    public List<Impression> impressions(String prefix) {
        return of(
                IMPRESSIONS,
                kept -> kept.data().path("campaign").asText().startsWith(prefix + "-"),
                (_, kept) -> new Impression(
                        kept.id(),
                        kept.data().path("campaign").asText(),
                        kept.data().path("priceMicros").asLong()));
    }

    public List<DeadLetter> deadLetters(String prefix) {
        return records.entrySet().stream()
                .filter(record -> record.getKey().topic().endsWith(".dead"))
                .filter(record ->
                        record.getValue().data().path("eventId").asText().startsWith(prefix + "-"))
                .map(record -> new DeadLetter(
                        record.getValue().id(),
                        record.getValue().data().path("eventId").asText(),
                        record.getValue().data().path("reason").asText()))
                .toList();
    }

    /** Ids of all that is charged, whichever run it belongs to. */
    public Stream<String> chargeable() {
        return records.entrySet().stream()
                .filter(record -> record.getKey().topic().equals(IMPRESSIONS)
                        || record.getValue().type().endsWith("NotificationDelivered"))
                .map(record -> record.getValue().id());
    }

    private <T> List<T> of(String topic, Predicate<Kept> which, java.util.function.BiFunction<Place, Kept, T> as) {
        return records.entrySet().stream()
                .filter(record -> record.getKey().topic().equals(topic) && which.test(record.getValue()))
                .map(record -> as.apply(record.getKey(), record.getValue()))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        reader.join();
    }
}
