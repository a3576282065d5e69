package io.assent.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.exactlyonce.Partitions;
import io.assent.exactlyonce.RecordSignature;
import io.assent.servers.ServersTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics as every reader sees them: read_committed. */
final class Log {
    static final String CONSENT = "consent.events";
    static final int PARTITIONS = 24;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Log() {}

    static int partition(String person) {
        return Partitions.of(person, PARTITIONS);
    }

    /** The whole topic, each partition in its order. */
    static List<ConsumerRecord<byte[], byte[]>> of(String topic) {
        return read(ends(topic));
    }

    static List<ConsumerRecord<byte[], byte[]>> of(String topic, int partition) {
        Map<TopicPartition, Long> ends = ends(topic);
        ends.keySet().removeIf(each -> each.partition() != partition);
        return read(ends);
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
        return records;
    }

    /** Of all that was appended: the end of what is committed may lie below a transaction that was acknowledged just now. */
    private static Map<TopicPartition, Long> ends(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
            return new HashMap<>(consumer.endOffsets(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList()));
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String isolation) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers", ServersTestResource.servers().bootstrapServers(), "isolation.level", isolation);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** All states of a contact, the current one last. */
    static List<ConsumerRecord<byte[], byte[]>> of(String person, String counterpart) {
        return of(CONSENT, partition(person)).stream()
                .filter(record -> key(record).equals(person + "|" + counterpart))
                .toList();
    }

    static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    static JsonNode data(ConsumerRecord<byte[], byte[]> record) {
        try {
            return JSON.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isSigned(ConsumerRecord<byte[], byte[]> record) {
        return RecordSignature.verifier(ServersTestResource.consentKey().publicKey())
                .verify(record);
    }
}
