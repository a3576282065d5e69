package io.assent.exactlyonce;

import static io.assent.exactlyonce.Servers.bytes;
import static io.assent.exactlyonce.Servers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class RelayTest {
    private static final int LANES = 4;

    private PGSimpleDataSource dataSource;
    private Database database;
    private String topic;
    private RelayConfig config;

    @BeforeEach
    void freshServers() throws Exception {
        dataSource = Servers.freshDatabase();
        database = new Database(dataSource);
        topic = Servers.freshTopic(LANES);
        config = new RelayConfig(topic, topic, LANES, Servers.CONNECTION);
    }

    @Test
    void publishesEachLaneInOrderAndOnceWhileItsConnectionIsCutAgainAndAgain() throws Exception {
        int rows = 200;
        try (Relay relay = new Relay(config, dataSource);
                ExecutorService writers = Executors.newFixedThreadPool(LANES)) {
            relay.start();
            List<java.util.concurrent.Future<?>> written = IntStream.range(0, LANES)
                    .<java.util.concurrent.Future<?>>mapToObj(lane -> writers.submit(() -> {
                        for (int row = 1; row <= rows; row++) {
                            append(lane, row);
                            if (lane == 0 && row % 50 == 0) {
                                cutTheRelaysConnection();
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (java.util.concurrent.Future<?> writer : written) {
                writer.get();
            }
            for (int lane = 0; lane < LANES; lane++) {
                relay.awaitPublished(lane, rows, Duration.ofSeconds(60));
            }
        }

        var records = Servers.readAll(topic, LANES);
        for (int lane = 0; lane < LANES; lane++) {
            int partition = lane;
            assertThat(records.stream()
                            .filter(r -> r.partition() == partition)
                            .map(r -> Integer.parseInt(text(r.value()))))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, rows).boxed().toList());
        }
    }

    @Test
    void manyWritersAppendToManyLanesAtOnceWithoutWaitingForEachOtherInACircle() throws Exception {
        int each = 50;
        try (ExecutorService writers = Executors.newFixedThreadPool(LANES);
                Relay relay = new Relay(config, dataSource)) {
            relay.start();
            List<java.util.concurrent.Future<?>> written = IntStream.range(0, LANES)
                    .<java.util.concurrent.Future<?>>mapToObj(_ -> writers.submit(() -> {
                        for (int row = 0; row < each; row++) {
                            appendToAllLanes();
                        }
                        return null;
                    }))
                    .toList();
            for (java.util.concurrent.Future<?> writer : written) {
                writer.get();
            }
            for (int lane = 0; lane < LANES; lane++) {
                relay.awaitPublished(lane, (long) LANES * each, Duration.ofSeconds(60));
            }
        }

        assertThat(values()).hasSize(LANES * LANES * each);
        SortedMap<Integer, Long> next = appendToAllLanes();
        assertThat(next).containsOnlyKeys(0, 1, 2, 3);
        assertThat(next.values()).containsOnly((long) LANES * each + 1);
    }

    private SortedMap<Integer, Long> appendToAllLanes() {
        SortedMap<Integer, List<OutboxRecord>> records = new TreeMap<>();
        for (int lane = LANES - 1; lane >= 0; lane--) {
            records.put(lane, List.of(new OutboxRecord(topic, lane, bytes("key"), bytes(lane), List.of())));
        }
        return database.transact(connection -> Outbox.append(connection, records));
    }

    @Test
    void anEarlierHolderIsFencedBeforeItsSuccessorReadsThePositions() throws Exception {
        append(0, 1);
        try (Connection sleeper = connection();
                Connection successor = connection();
                RelayTerm asleep = new RelayTerm(config, sleeper);
                RelayTerm awake = new RelayTerm(config, successor)) {
            awake.publish(_ -> {});
            append(0, 2);

            assertThatThrownBy(() -> asleep.publish(_ -> {})).isInstanceOf(KafkaException.class);
            sleeper.rollback();
            awake.publish(_ -> {});
        }

        assertThat(values()).containsExactly("1", "2");
    }

    @Test
    void aRowThatKafkaCommittedButTheDatabaseDidNotDeleteIsNotPublishedAgain() throws Exception {
        append(0, 1);
        try (Connection dying = connection();
                RelayTerm term = new RelayTerm(config, dying)) {
            assertThatThrownBy(() -> term.publish(_ -> {
                        throw new IllegalStateException("killed right after Kafka's commit");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            dying.rollback();
        }
        append(0, 2);

        try (Relay relay = new Relay(config, dataSource)) {
            relay.start();
            Published first = relay.awaitPublished(0, 1, Duration.ofSeconds(20));
            relay.awaitPublished(0, 2, Duration.ofSeconds(20));
            assertThat(first.topic()).isEqualTo(topic);
        }

        assertThat(values()).containsExactly("1", "2");
    }

    @Test
    void aDatabaseThatLostCommitsIsRefused() throws Exception {
        append(0, 1);
        append(0, 2);
        try (Connection connection = connection();
                RelayTerm term = new RelayTerm(config, connection)) {
            term.publish(_ -> {});
        }
        execute("update outbox_lane set sequence = 1");

        try (Connection connection = connection()) {
            assertThatThrownBy(() -> new RelayTerm(config, connection))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("lost commits");
        }
    }

    @Test
    void aStandbyWaitsForWhatTheHolderPublishes() throws Exception {
        try (Relay holder = new Relay(config, dataSource);
                Relay standby = new Relay(config, dataSource)) {
            holder.start();
            org.awaitility.Awaitility.await().until(holder::holding);
            standby.start();
            append(1, 1);

            Published published = standby.awaitPublished(1, 1, Duration.ofSeconds(20));

            assertThat(standby.holding()).isFalse();
            assertThat(published.partition()).isEqualTo(1);
            assertThat(published.offset()).isNotNegative();
        }
    }

    @Test
    void aRelayWhoseDatabaseIsFullTriesOnWithoutFillingTheLogAndRepeatsNothing() throws Exception {
        execute("create function refuse() returns trigger language plpgsql as $$ begin"
                + " raise exception 'refused' using errcode = '53100'; end $$;"
                + " create sequence tries; create trigger refuse before delete on outbox"
                + " for each row when (nextval('tries') > 0) execute function refuse()");
        append(0, 1);
        long began = System.nanoTime();

        try (Log log = Log.of(Relay.class);
                Relay relay = new Relay(config, dataSource)) {
            relay.start();
            org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> tries() >= 4);
            Duration took = Duration.ofNanos(System.nanoTime() - began);

            assertThat(log.lines())
                    .contains("relay " + topic + " starts anew")
                    .hasSizeLessThanOrEqualTo(1 + (int) (took.toSeconds() / 10));
            execute("drop trigger refuse on outbox");
            append(0, 2);
            relay.awaitPublished(0, 2, Duration.ofSeconds(20));
        }

        assertThat(values()).containsExactly("1", "2");
    }

    private long tries() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select last_value from tries")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void append(int lane, int number) {
        long _ = database.transact(connection -> Outbox.append(
                connection, lane, List.of(new OutboxRecord(topic, lane, bytes("key"), bytes(number), List.of()))));
    }

    private List<String> values() {
        return Servers.readAll(topic, LANES).stream()
                .map(record -> text(record.value()))
                .toList();
    }

    private Connection connection() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void cutTheRelaysConnection() throws SQLException {
        execute("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                + " and database = (select oid from pg_database where datname = current_database())");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
