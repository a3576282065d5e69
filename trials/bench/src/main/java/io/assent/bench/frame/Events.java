package io.assent.bench.frame;

import io.assent.exactlyonce.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the messenger or an operator publishes; all of it is on Kafka when this is closed. */
public final class Events implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    public Events(BenchStack stack) {
        this.producer = new KafkaProducer<>(
                stack.kafka(Map.of("acks", "all", "linger.ms", 5)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A CloudEvent in binary mode. */
    public void send(String topic, String key, String type, Instant now, String json) {
        producer.send(new ProducerRecord<>(
                topic,
                null,
                key.getBytes(StandardCharsets.UTF_8),
                json.getBytes(StandardCharsets.UTF_8),
                CloudEvent.headers(UUID.randomUUID().toString(), "/bench", type, now)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
