package io.assent.local.player;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows what everybody with the right may read: the life of each message, and what was refused. */
final class PublicLog implements AutoCloseable {
    static final String DELIVERIES = "notification.deliveries";
    static final String IMPRESSIONS = "ad.impressions";

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, MessageHistory> messages = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<String>> refusals = new ConcurrentHashMap<>();
    private final Set<String> impressions = ConcurrentHashMap.newKeySet();
    private final Set<String> chats = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> last = new ConcurrentHashMap<>();
    private final Thread reader = Thread.ofPlatform().name("public-log").unstarted(this::read);

    PublicLog(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.listTopics().entrySet().stream()
                .filter(topic -> isFollowed(topic.getKey()))
                .flatMap(topic -> topic.getValue().stream())
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        reader.start();
    }

    private static boolean isFollowed(String topic) {
        return topic.equals(DELIVERIES) || topic.equals(IMPRESSIONS) || topic.endsWith(".dead");
    }

    MessageHistory message(String messageId) {
        return messages.computeIfAbsent(messageId, MessageHistory::new);
    }

    Collection<MessageHistory> messages() {
        return messages.values();
    }

    int impressions() {
        return impressions.size();
    }

    int chats() {
        return chats.size();
    }

    /** Waits until nothing new was read for that long. */
    void awaitStill(Duration stillness) throws InterruptedException {
        Map<String, Long> before = Map.of();
        for (Map<String, Long> now = Map.copyOf(last); !now.equals(before); now = Map.copyOf(last)) {
            before = now;
            Thread.sleep(stillness);
        }
    }

    /** The last record of each partition that billing reads, as a consistency token. */
    String charged() {
        return last.entrySet().stream()
                .map(place -> place.getKey() + "/" + place.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** Complete, with its reason, once the record at this place was refused. */
    CompletableFuture<String> refusalOf(String place) {
        return refusals.computeIfAbsent(place, absent -> new CompletableFuture<>());
    }

    /** As above, for what a service wrote on a caller's behalf: only the event's id is known then. */
    CompletableFuture<String> refusalOfRest(String eventId) {
        return refusalOf("rest/" + eventId);
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
                    read(record, Api.JSON.readTree(record.value()));
                }
            }
        } catch (WakeupException closing) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("the public log holds what is not JSON", e);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record, JsonNode value) {
        switch (record.topic()) {
            case DELIVERIES -> delivery(record, value);
            case IMPRESSIONS -> impressions.add(value.path("impressionId").asText());
            default -> refusal(value);
        }
        if (!record.topic().endsWith(".dead")) {
            last.put(record.topic() + "/" + record.partition(), record.offset());
        }
    }

    private void delivery(ConsumerRecord<byte[], byte[]> record, JsonNode value) {
        String type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        String kind = type.substring(type.lastIndexOf('.') + 1);
        if (kind.equals("ChatReplied")) {
            chats.add(value.path("messageId").asText());
        } else {
            message(value.path("messageId").asText())
                    .add(
                            kind.substring("Notification".length()).toLowerCase(Locale.ROOT),
                            value.path("company").asText(),
                            value.path("eventId").asText(),
                            value.path("reason").asText());
        }
    }

    private void refusal(JsonNode value) {
        String topic = value.path("topic").asText();
        String reason = value.path("reason").asText();
        refusalOf(topic + "/" + value.path("partition").asText() + "/"
                        + value.path("offset").asText())
                .complete(reason);
        if (topic.equals("notification.requests") || topic.equals("notification.requests.urgent")) {
            refusalOfRest(value.path("eventId").asText()).complete(reason);
        }
    }

    @Override
    public void close() throws InterruptedException {
        consumer.wakeup();
        reader.join();
    }
}
