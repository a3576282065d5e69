package io.assent.bench.gate;

import io.assent.bench.frame.Backlog;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.Pace;
import io.assent.bench.frame.Percentiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Requests that fall due at a steady rate, whether or not the gate keeps up; how long after that its outcome is read from
 * Kafka.
 */
final class OpenLoop {
    private static final String OUTCOMES = "notification.deliveries";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] BEFORE_NUMBER = ("\"eventId\":\"" + Requests.EVENT_ID).getBytes(StandardCharsets.UTF_8);

    private final BenchStack stack;
    private final Backlog backlog;
    private final Requests requests;

    OpenLoop(BenchStack stack, Backlog backlog, Requests requests) {
        this.stack = stack;
        this.backlog = backlog;
        this.requests = requests;
    }

    Percentiles run(double perSecond, Duration length) throws Exception {
        long count = Pace.count(perSecond, length);
        try (var consumer = consumer();
                var producer = producer();
                var threads = Executors.newSingleThreadExecutor()) {
            long first = backlog.written();
            Pace pace = new Pace(perSecond);
            Future<Histogram> latencies = threads.submit(() -> read(consumer, pace, first, count));
            pace.run(count, (_, _) -> producer.send(requests.record(backlog.reserve(), Instant.now())));
            return Percentiles.of(latencies.get(), perSecond);
        }
    }

    private static Histogram read(KafkaConsumer<byte[], byte[]> consumer, Pace pace, long first, long count) {
        Histogram nanos = new Histogram(3);
        long deadline = pace.due(count) + PATIENCE.toNanos();
        while (nanos.getTotalCount() < count) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "%d of %d outcomes never came".formatted(count - nanos.getTotalCount(), count));
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                nanos.recordValue(Math.max(0, System.nanoTime() - pace.due(number(record.value()) - first)));
            }
        }
        return nanos;
    }

    /** Of the request of which the event tells. */
    static long number(byte[] event) {
        for (int at = 0; at < event.length - BEFORE_NUMBER.length; at++) {
            int matched = 0;
            while (matched < BEFORE_NUMBER.length && event[at + matched] == BEFORE_NUMBER[matched]) {
                matched++;
            }
            if (matched == BEFORE_NUMBER.length) {
                long number = 0;
                for (int digit = at + matched; Character.isDigit(event[digit]); digit++) {
                    number = 10 * number + event[digit] - '0';
                }
                return number;
            }
        }
        throw new IllegalStateException("an outcome that tells of no request");
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                stack.kafka(Map.of("isolation.level", "read_committed", "fetch.min.bytes", 1)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(OUTCOMES).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList());
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        return consumer;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                stack.kafka(Map.of("acks", "all", "compression.type", "zstd")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
