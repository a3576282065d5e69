package io.assent.local.player;

import io.assent.local.day.DayLine;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes CloudEvents to Kafka in binary mode, as a company's or the messenger's own producer would. */
final class Publisher implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    /**
     * Lines are played by virtual threads. The first of them that send would load the producer's classes, and one that waits for
     * a lock while it does so keeps its carrier: with two processors, that may be all of them for ever.
     */
    private final ExecutorService sender = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("publisher").daemon().factory());

    Publisher(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "1", "max.block.ms", "60000"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Returns when the brokers have it. */
    RecordMetadata publish(String topic, String key, DayLine line, String type, byte[] data)
            throws InterruptedException {
        var record = new ProducerRecord<>(topic, key, data);
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", line.id());
        header(record, "ce_source", line.event().path("source").asText());
        header(record, "ce_type", type);
        header(record, "ce_time", line.time().toString());
        header(record, "content-type", "application/json");
        try {
            return sender.submit(() -> producer.send(record)).get().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not take " + line.label() + " on " + topic, e.getCause());
        }
    }

    /** Waits until the topic is there. */
    void awaitTopic(String topic) {
        producer.partitionsFor(topic);
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        sender.shutdown();
        producer.close();
    }
}
