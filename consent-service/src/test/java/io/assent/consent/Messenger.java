package io.assent.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.assent.exactlyonce.CloudEvent;
import io.assent.servers.ServersTestResource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Tells of people on people.events, and waits until the service has read it. */
final class Messenger {
    static final String TOPIC = "people.events";

    private static final String PERSON =
            "{\"user\":\"%s\",\"country\":\"DE\",\"language\":\"de\",\"ageBand\":\"%s\",\"contacts\":[],\"version\":%d}";

    private Messenger() {}

    static void tells(String person, String ageBand) {
        tells(person, ageBand, 1);
    }

    static void tells(String person, String ageBand, long version) {
        puts(person, PERSON.formatted(person, ageBand, version));
    }

    static void forgets(String person) {
        puts(person, null);
    }

    static void puts(String person, @Nullable String data) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(TOPIC, person.getBytes(UTF_8), data == null ? null : data.getBytes(UTF_8));
        if (data != null) {
            CloudEvent.headers(
                            UUID.randomUUID().toString(), "/messenger", "io.assent.people.PersonChanged", Instant.now())
                    .forEach(record.headers()::add);
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", ServersTestResource.servers().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            RecordMetadata written = producer.send(record).get();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> position(written.partition()) > written.offset());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long position(int partition) {
        String next = Database.value(
                "select coalesce(max(next_offset), 0) from consumer_position where consumer = 'age-projection'"
                        + " and partition = ?",
                partition);
        return Long.parseLong(next);
    }
}
