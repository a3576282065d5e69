package io.assent.bench.consent;

import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.Pace;
import io.assent.local.stack.Service;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A limit: for each decision a row and a commit, then a record in a Kafka transaction. As many connections as a service has;
 * the one producer takes what waits into its next transaction.
 */
final class BareCommit implements AutoCloseable {
    private static final int CONNECTIONS = 24;
    private static final int ENTRY_BYTES = 400;
    private static final int PARTITIONS = 24;
    private static final String TOPIC = "bench.consent";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final List<Connection> connections = new ArrayList<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final String entry = "x".repeat(ENTRY_BYTES);
    private final byte[] value = entry.getBytes(StandardCharsets.UTF_8);

    BareCommit(BenchStack stack) throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(stack.database(Service.CONSENT));
        }
        try (Statement statement = connections.getFirst().createStatement()) {
            statement.execute(
                    "create table bench_history (id bigint generated always as identity primary key, entry text)");
        }
        for (Connection connection : connections) {
            connection.setAutoCommit(false);
        }
        try (Admin admin = Admin.create(stack.kafka(Map.of()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                stack.kafka(Map.of("acks", "all", "linger.ms", 0, "transactional.id", "bench-consent")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** Latencies in nanoseconds, from when it was due until Kafka has committed. */
    Histogram openLoop(double perSecond, Duration length) throws InterruptedException {
        long count = Pace.count(perSecond, length);
        var run = new Run(count);
        List<Thread> threads = new ArrayList<>();
        connections.forEach(connection -> threads.add(Thread.ofPlatform().start(() -> run.commit(connection))));
        threads.add(Thread.ofPlatform().start(run::produce));
        new Pace(perSecond).run(count, (_, due) -> run.due.add(due));
        if (!run.left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the bare side does not come to an end", run.failure.get());
        }
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
        return run.nanos;
    }

    private final class Run {
        private final BlockingQueue<Long> due = new LinkedBlockingQueue<>();
        private final BlockingQueue<Long> committed = new LinkedBlockingQueue<>();
        private final ConcurrentHistogram nanos = new ConcurrentHistogram(3);
        private final CountDownLatch left;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Run(long count) {
            left = new CountDownLatch((int) count);
        }

        void commit(Connection connection) {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into bench_history (entry) values (?)")) {
                while (true) {
                    long moment = due.take();
                    insert.setString(1, entry);
                    insert.executeUpdate();
                    connection.commit();
                    committed.add(moment);
                }
            } catch (InterruptedException end) {
                // all are done
            } catch (SQLException e) {
                failure.compareAndSet(null, e);
            }
        }

        void produce() {
            List<Long> batch = new ArrayList<>();
            try {
                while (true) {
                    batch.clear();
                    batch.add(committed.take());
                    committed.drainTo(batch);
                    producer.beginTransaction();
                    batch.forEach(moment -> producer.send(new ProducerRecord<>(TOPIC, bytes(moment), value)));
                    producer.commitTransaction();
                    long now = System.nanoTime();
                    batch.forEach(moment -> {
                        nanos.recordValue(Math.max(0, now - moment));
                        left.countDown();
                    });
                }
            } catch (InterruptedException end) {
                // all are done
            }
        }

        private static byte[] bytes(long moment) {
            return Long.toString(moment).getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
