package io.assent.bench.gate;

import io.assent.bench.frame.Backlog;
import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.Sample;
import io.assent.bench.frame.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A limit: consume, produce, commit in one Kafka transaction a batch, and nothing else; of the same records. */
final class CopyLoop implements Side, AutoCloseable {
    static final String TOPIC = "bench.copy";
    private static final Duration POLL = Duration.ofMillis(100);

    private final BenchStack stack;
    private final Supplier<Backlog.Chunk> chunk;
    private final List<Worker> workers = new ArrayList<>();
    private final LongAdder batches = new LongAdder();
    private final LongAdder records = new LongAdder();

    CopyLoop(BenchStack stack, Supplier<Backlog.Chunk> chunk, int workers, int batch) {
        this.stack = stack;
        this.chunk = chunk;
        for (int i = 0; i < workers; i++) {
            this.workers.add(new Worker(i, batch));
        }
    }

    @Override
    public String name() {
        return "exactly-once copy";
    }

    double meanBatch() {
        return records.doubleValue() / batches.doubleValue();
    }

    @Override
    public Sample run(Duration length) throws Exception {
        for (Worker worker : workers) {
            worker.prepare(chunk.get());
        }
        try (var threads = Executors.newFixedThreadPool(workers.size())) {
            var cpu = stack.cpu().begin();
            long began = System.nanoTime();
            long end = began + length.toNanos();
            List<Callable<Long>> work = new ArrayList<>();
            workers.forEach(worker -> work.add(() -> worker.copyUntil(end)));
            long copied = 0;
            for (Future<Long> each : threads.invokeAll(work)) {
                copied += each.get();
            }
            return new Sample(copied, System.nanoTime() - began, cpu.end());
        }
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
    }

    /** One consumer and one transactional producer, with a share of the partitions. */
    private final class Worker {
        private final int number;
        private final ConsumerGroupMetadata group;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final KafkaProducer<byte[], byte[]> producer;
        private Map<TopicPartition, Long> first = Map.of();
        private Map<TopicPartition, Long> last = Map.of();

        Worker(int number, int batch) {
            this.number = number;
            this.group = new ConsumerGroupMetadata("bench-copy-" + number);
            this.consumer = new KafkaConsumer<>(
                    stack.kafka(Map.of(
                            "isolation.level",
                            "read_committed",
                            "enable.auto.commit",
                            false,
                            "fetch.min.bytes",
                            1,
                            "max.poll.records",
                            batch)),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            this.producer = new KafkaProducer<>(
                    stack.kafka(Map.of(
                            "transactional.id",
                            "bench-copy-" + number,
                            "acks",
                            "all",
                            "linger.ms",
                            0,
                            "compression.type",
                            "zstd")),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
            producer.initTransactions();
        }

        void prepare(Backlog.Chunk chunk) {
            first = new HashMap<>();
            last = new HashMap<>();
            chunk.first().forEach((partition, offset) -> {
                if (partition.partition() % workers.size() == number) {
                    first.put(partition, offset);
                    last.put(partition, chunk.last().getOrDefault(partition, offset));
                }
            });
            consumer.assign(first.keySet());
            first.forEach(consumer::seek);
        }

        long copyUntil(long end) {
            long copied = 0;
            while (System.nanoTime() < end) {
                ConsumerRecords<byte[], byte[]> batch = consumer.poll(POLL);
                if (!batch.isEmpty()) {
                    copy(batch);
                    copied += batch.count();
                }
                startAgainWhereDone();
            }
            return copied;
        }

        private void copy(ConsumerRecords<byte[], byte[]> batch) {
            producer.beginTransaction();
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                producer.send(new ProducerRecord<>(TOPIC, null, record.key(), record.value(), record.headers()));
            }
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            batch.nextOffsets().forEach(offsets::put);
            producer.sendOffsetsToTransaction(offsets, group);
            producer.commitTransaction();
            batches.increment();
            records.add(batch.count());
        }

        private void startAgainWhereDone() {
            last.forEach((partition, offset) -> {
                if (consumer.position(partition) > offset) {
                    consumer.seek(partition, first.getOrDefault(partition, 0L));
                }
            });
        }

        void close() {
            consumer.close();
            producer.close();
        }
    }
}
