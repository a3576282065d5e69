package io.assent.exactlyonce;

import static io.assent.exactlyonce.Servers.bytes;
import static io.assent.exactlyonce.Servers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A switch is turned off and on by records; a projection that is always a little late follows it. */
class BarrierTest {
    private static final int RACES = 60;

    private PGSimpleDataSource dataSource;
    private Database database;
    private String topic;
    private ReadBarrier barrier;
    private ProjectionPositions positions;
    private Projection projection;

    @BeforeEach
    void startProjection() throws Exception {
        dataSource = Servers.freshDatabase();
        database = new Database(dataSource);
        topic = Servers.freshTopic(1);
        execute("create table switch (state text)", "insert into switch values ('initial')");
        barrier = new ReadBarrier(topic, "gate", Servers.CONNECTION);
        positions = new ProjectionPositions("projection", database, topic);
        projection = new Projection();
        projection.start();
    }

    @AfterEach
    void stopProjection() throws Exception {
        projection.end();
        barrier.close();
    }

    @Test
    void behindTheBarrierEveryAcknowledgedWriteIsSeen() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = Servers.producer()) {
            for (int race = 0; race < RACES; race++) {
                acknowledged(producer, race);

                Map<Integer, Long> offsets = barrier.append(Set.of(0));
                positions.awaitPassed(offsets, Duration.ofSeconds(10));
                String seen = database.transact(connection -> {
                    assertThat(positions.heldPast(connection, offsets)).isTrue();
                    return state(connection);
                });

                assertThat(seen).isEqualTo("state-" + race);
            }
        }
    }

    @Test
    void withoutTheBarrierTheSameReadsAreStale() throws Exception {
        int stale = 0;
        try (KafkaProducer<byte[], byte[]> producer = Servers.producer()) {
            for (int race = 0; race < RACES; race++) {
                acknowledged(producer, race);
                stale += database.transact(BarrierTest::state).equals("state-" + race) ? 0 : 1;
            }
        }

        assertThat(stale).isPositive();
    }

    @Test
    void aProjectionThatStandsStillHoldsTheGate() throws Exception {
        projection.end();

        Map<Integer, Long> offsets = barrier.append(Set.of(0));

        assertThatThrownBy(() -> positions.awaitPassed(offsets, Duration.ofMillis(300)))
                .isInstanceOf(TimeoutException.class);
        boolean passed = database.transact(connection -> positions.heldPast(connection, offsets));
        assertThat(passed).isFalse();
    }

    @Test
    void aBarrierPassesWhileSomebodyDecides() throws Exception {
        Map<Integer, Long> offsets = barrier.append(Set.of(0));
        positions.awaitPassed(offsets, Duration.ofSeconds(10));
        database.transact(connection -> {
            assertThat(positions.heldPast(connection, offsets)).isTrue();
            Map<Integer, Long> next = barrier.append(Set.of(0));
            assertThatCode(() -> positions.awaitPassed(next, Duration.ofSeconds(10)))
                    .doesNotThrowAnyException();
            return true;
        });
    }

    @Test
    void aChangeWaitsForWhoDecidesOnTheFormerState() throws Exception {
        Map<Integer, Long> offsets = barrier.append(Set.of(0));
        positions.awaitPassed(offsets, Duration.ofSeconds(10));
        try (KafkaProducer<byte[], byte[]> producer = Servers.producer()) {
            database.transact(connection -> {
                assertThat(positions.heldPast(connection, offsets)).isTrue();
                producer.send(new ProducerRecord<>(topic, 0, bytes("switch"), bytes("state-after")));
                producer.flush();
                await().until(this::someoneWaits);
                assertThat(state(connection)).isEqualTo("initial");
                return true;
            });
        }

        await().until(() -> database.transact(BarrierTest::state).equals("state-after"));
    }

    @Test
    void aBarrierWaitsForNoStandbyButAChangeDoes() throws Exception {
        positions.awaitPassed(barrier.append(Set.of(0)), Duration.ofSeconds(10));
        // A commit that changes anything now waits for a standby that there is not.
        Servers.asSuperuser("alter system set synchronous_standby_names = 'nobody'", "select pg_reload_conf()");
        try (KafkaProducer<byte[], byte[]> producer = Servers.producer()) {
            await().until(this::waitsForAStandby);

            Map<Integer, Long> offsets = barrier.append(Set.of(0));
            assertThatCode(() -> positions.awaitPassed(offsets, Duration.ofSeconds(10)))
                    .doesNotThrowAnyException();

            acknowledged(producer, 1);
            Map<Integer, Long> behind = barrier.append(Set.of(0));
            assertThatThrownBy(() -> positions.awaitPassed(behind, Duration.ofMillis(500)))
                    .isInstanceOf(TimeoutException.class);
            Servers.asSuperuser("alter system reset synchronous_standby_names", "select pg_reload_conf()");
            assertThatCode(() -> positions.awaitPassed(behind, Duration.ofSeconds(10)))
                    .doesNotThrowAnyException();
        } finally {
            Servers.asSuperuser("alter system reset synchronous_standby_names", "select pg_reload_conf()");
        }
    }

    private boolean waitsForAStandby() {
        return database.transact(connection -> {
            try (Statement statement = connection.createStatement();
                    var row = statement.executeQuery("show synchronous_standby_names")) {
                return row.next() && row.getString(1).equals("nobody");
            }
        });
    }

    @Test
    void manyWhoAskAtOnceShareAFewBarriersAndEachComesAfterItsQuestion() throws Exception {
        int askers = 64;
        long before = barrier.append(Set.of(0)).get(0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> asked = new ArrayList<>();
            for (int i = 0; i < askers; i++) {
                asked.add(threads.submit(() -> {
                    long atQuestion = end();
                    return barrier.append(Set.of(0)).get(0) >= atQuestion;
                }));
            }
            for (Future<Boolean> each : asked) {
                assertThat(each.get()).isTrue();
            }
        }

        assertThat(end() - before).isLessThan(askers);
    }

    /** Of the log now. */
    private long end() {
        try (Admin admin = Admin.create(Servers.CONNECTION)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean someoneWaits() {
        return database.transact(connection -> {
            try (Statement statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "select count(*) from pg_locks where not granted and locktype = 'advisory'")) {
                return row.next() && row.getInt(1) > 0;
            }
        });
    }

    private void acknowledged(KafkaProducer<byte[], byte[]> producer, int race) throws Exception {
        producer.send(new ProducerRecord<>(topic, 0, bytes("switch"), bytes("state-" + race)))
                .get();
    }

    private static String state(Connection connection) throws java.sql.SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select state from switch")) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String... statements) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Applies records in transactions that take 20 ms. */
    private final class Projection extends Thread {
        private volatile boolean ended;

        @Override
        public void run() {
            FencedConsumer fenced = new FencedConsumer(
                    "projection", database, Servers.TOPIC_IDS, new DeadLetters(Servers.TOPIC_IDS, Clock.systemUTC()));
            fenced.whenAdvanced(() -> positions.advanced(fenced.positions()));
            try (KafkaConsumer<byte[], byte[]> consumer = Servers.consumer(Map.of("group.id", topic))) {
                TopicPartition partition = new TopicPartition(topic, 0);
                consumer.assign(List.of(partition));
                fenced.assigned(consumer, List.of(partition));
                while (!ended) {
                    ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofMillis(50));
                    fenced.process(batch, Integer.MAX_VALUE, (connection, records, _) -> {
                        if (records.stream().anyMatch(record -> !BarrierRecord.isBarrier(record))) {
                            positions.change(connection, Set.of(0));
                        }
                        try (PreparedStatement update = connection.prepareStatement(
                                "with late as (select pg_sleep(0.02)) update switch set state = ? from late")) {
                            update.setString(1, text(records.getLast().value()));
                            update.executeUpdate();
                        }
                    });
                }
            }
        }

        private void end() throws InterruptedException {
            ended = true;
            join();
        }
    }
}
