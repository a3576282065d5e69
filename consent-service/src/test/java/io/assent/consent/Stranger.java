package io.assent.consent;

import io.assent.servers.ServersTestResource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Writes to consent.events though it is not consent-service, as whoever writes barriers could. */
final class Stranger {
    private Stranger() {}

    /** @return the offset, after the service's tail has read it and what that caused has left the outbox */
    static long puts(int partition, byte[] key, byte[] value) {
        return puts(new ProducerRecord<>(Log.CONSENT, partition, key, value));
    }

    /** A copy, with its signature. */
    static long putsAgain(int partition, ConsumerRecord<byte[], byte[]> record) {
        return puts(new ProducerRecord<>(Log.CONSENT, partition, record.key(), record.value(), record.headers()));
    }

    private static long puts(ProducerRecord<byte[], byte[]> record) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", ServersTestResource.servers().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long offset = producer.send(record).get().offset();
            Awaitility.await().until(() -> tailPosition(record.partition()) > offset && outboxIsEmpty());
            return offset;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long tailPosition(int partition) {
        return Long.parseLong(Database.value(
                "select next_offset from consumer_position where consumer = 'consent-tail' and partition = ?",
                partition));
    }

    private static boolean outboxIsEmpty() {
        return Database.value("select count(*) from outbox").equals("0");
    }
}
