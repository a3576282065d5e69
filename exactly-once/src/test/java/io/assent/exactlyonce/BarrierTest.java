package io.assent.exactlyonce;

import static io.assent.exactlyonce.Servers.bytes;
import static io.assent.exactlyonce.Servers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
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
                    assertThat(positions.lockedPast(connection, offsets)).isTrue();
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
        boolean passed = database.transact(connection -> positions.lockedPast(connection, offsets));
        assertThat(passed).isFalse();
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
                            "projection",
                            database,
                            Servers.TOPIC_IDS,
                            new DeadLetters(Servers.TOPIC_IDS, Clock.systemUTC()))
                    .whenAdvanced(positions::advanced);
            try (KafkaConsumer<byte[], byte[]> consumer = Servers.consumer(Map.of("group.id", topic))) {
                TopicPartition partition = new TopicPartition(topic, 0);
                consumer.assign(List.of(partition));
                fenced.assigned(consumer, List.of(partition));
                while (!ended) {
                    ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofMillis(50));
                    fenced.process(batch, Integer.MAX_VALUE, (connection, records, _) -> {
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
