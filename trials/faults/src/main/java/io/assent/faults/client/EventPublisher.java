package io.assent.faults.client;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes CloudEvents as a company's or the messenger's own producer does. */
final class EventPublisher implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    EventPublisher(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "acks", "all",
                        "linger.ms", "1",
                        "request.timeout.ms", "5000",
                        "delivery.timeout.ms", "30000",
                        "max.block.ms", "30000"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    record Event(String topic, String key, String id, String type, byte[] data, Instant time) {
        private ProducerRecord<String, byte[]> record() {
            var record = new ProducerRecord<>(topic, key, data);
            header(record, "ce_specversion", "1.0");
            header(record, "ce_id", id);
            header(record, "ce_source", "/trials/faults");
            header(record, "ce_type", type);
            header(record, "ce_time", time.toString());
            header(record, "content-type", "application/json");
            return record;
        }

        private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
            record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** True when the brokers have it; false when nobody knows. */
    boolean publish(Event event) throws InterruptedException {
        try {
            producer.send(event.record()).get();
            return true;
        } catch (ExecutionException | KafkaException unknown) {
            return false;
        }
    }

    /** Without waiting. */
    Future<?> publishLater(Event event) {
        return producer.send(event.record());
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.ofSeconds(5));
    }
}
