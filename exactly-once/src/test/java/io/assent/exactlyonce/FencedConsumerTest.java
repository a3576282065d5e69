package io.assent.exactlyonce;

import static io.assent.exactlyonce.Servers.bytes;
import static io.assent.exactlyonce.Servers.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class FencedConsumerTest {
    private static final int ANY_GENERATION = Integer.MAX_VALUE;
    private static final BatchHandler STORE = (connection, records, rejections) -> {
        try (PreparedStatement insert = connection.prepareStatement("insert into fact values (?, ?)")) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                insert.setInt(1, Integer.parseInt(text(record.value())));
                insert.setString(2, record.partition() + "/" + record.offset());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    };

    private PGSimpleDataSource dataSource;
    private String topic;
    private TopicPartition partition;
    private KafkaConsumer<byte[], byte[]> kafka;

    @BeforeEach
    void freshServers() throws Exception {
        dataSource = Servers.freshDatabase();
        topic = Servers.freshTopic(1);
        partition = new TopicPartition(topic, 0);
        kafka = assignedConsumer();
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void appliesEachRecordOnceOverARestart() throws Exception {
        produce("1", "2", "3");
        FencedConsumer first = taken(kafka);
        first.process(poll(3), ANY_GENERATION, STORE);
        produce("4", "5");

        try (KafkaConsumer<byte[], byte[]> restarted = assignedConsumer()) {
            FencedConsumer second = taken(restarted);
            second.process(poll(restarted, 2), ANY_GENERATION, STORE);
        }

        assertThat(Servers.facts(dataSource)).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aZombieAppliesNothingAndAsksForANewAssignment() throws Exception {
        produce("1", "2", "3");
        AtomicInteger rejoined = new AtomicInteger();
        FencedConsumer zombie = taken(kafka).whenFenced(rejoined::incrementAndGet);
        ConsumerRecords<byte[], byte[]> polledBeforeThePause = poll(3);

        try (KafkaConsumer<byte[], byte[]> other = assignedConsumer()) {
            taken(other);
        }
        zombie.process(polledBeforeThePause, ANY_GENERATION, STORE);

        assertThat(Servers.facts(dataSource)).isEmpty();
        assertThat(rejoined).hasValue(1);
        assertThat(zombie.partitions()).isEmpty();
    }

    @Test
    void aBatchPolledBeforeAReassignmentCannotSkipWhatLiesBeforeIt() throws Exception {
        produce("1", "2", "3", "4");
        FencedConsumer consumer = consumerNamed("reader");
        try (KafkaConsumer<byte[], byte[]> member = Servers.consumer(Map.of("group.id", topic))) {
            member.subscribe(List.of(topic));
            Awaitility.await().until(() -> {
                member.poll(Duration.ofMillis(100));
                return !member.assignment().isEmpty();
            });
            consumer.assigned(member, member.assignment());
            int generation = member.groupMetadata().generationId();
            ConsumerRecords<byte[], byte[]> queued = recordsFrom(2);

            consumer.process(queued, generation - 1, STORE);

            assertThat(Servers.facts(dataSource)).isEmpty();
        }
    }

    @Test
    void aCommitWhoseAnswerWasLostIsNotAppliedTwice() throws Exception {
        produce("1", "2");
        FencedConsumer consumer = taken(kafka);
        ConsumerRecords<byte[], byte[]> batch = poll(2);

        consumer.process(batch, ANY_GENERATION, STORE);
        consumer.process(batch, ANY_GENERATION, STORE);

        assertThat(Servers.facts(dataSource)).containsExactly(1, 2);
    }

    @Test
    void oneRecordThatPostgresRefusesIsDeadLetteredAndItsNeighboursAreApplied() throws Exception {
        produce("1", "2", "-3", "4", "5");

        taken(kafka).process(poll(5), ANY_GENERATION, STORE);

        assertThat(Servers.facts(dataSource)).containsExactly(1, 2, 4, 5);
        assertThat(deadLetters()).singleElement().asString().contains("refused_by_database", "\"offset\":2");
    }

    @Test
    void aConsumerThatNeverSkipsIsHeldAtWhatItCannotApply() throws Exception {
        produce("1", "2", "-3", "4", "5");
        FencedConsumer consumer = taken(kafka).neverSkips();

        consumer.process(poll(5), ANY_GENERATION, STORE);

        assertThat(Servers.facts(dataSource)).containsExactly(1, 2);
        assertThat(consumer.stopped()).containsExactly(partition);
        assertThat(consumer.positions()).containsEntry(partition, 2L);
    }

    @Test
    void oneRecordThatTheHandlerRefusesIsDeadLetteredWithoutItsValue() throws Exception {
        produce("1", "secret", "3");
        BatchHandler decoding = (connection, records, rejections) -> {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (!text(record.value()).matches("\\d+")) {
                    throw new PoisonRecordException("not_a_number", "the value is not a number");
                }
            }
            STORE.apply(connection, records, rejections);
        };

        taken(kafka).process(poll(3), ANY_GENERATION, decoding);

        assertThat(Servers.facts(dataSource)).containsExactly(1, 3);
        assertThat(deadLetters())
                .singleElement()
                .asString()
                .contains("not_a_number")
                .doesNotContain("secret");
    }

    @Test
    void anOutageOfTheDatabaseIsWaitedForAndNothingIsAppliedTwice() throws Exception {
        produce("1", "2");
        AtomicInteger attempts = new AtomicInteger();
        BatchHandler brokenOnce = (connection, records, rejections) -> {
            STORE.apply(connection, records, rejections);
            if (attempts.incrementAndGet() == 1) {
                try (var statement = connection.createStatement()) {
                    statement.execute("select pg_terminate_backend(pg_backend_pid())");
                }
            }
        };

        taken(kafka).process(poll(2), ANY_GENERATION, brokenOnce);

        assertThat(attempts).hasValue(2);
        assertThat(Servers.facts(dataSource)).containsExactly(1, 2);
    }

    @Test
    void aRecreatedTopicIsHeldBackInsteadOfSkipped() throws Exception {
        produce("1", "2", "3");
        taken(kafka).process(poll(3), ANY_GENERATION, STORE);
        Servers.ADMIN.deleteTopics(List.of(topic)).all().get();
        Awaitility.await().until(() -> !Servers.ADMIN.listTopics().names().get().contains(topic));
        Servers.ADMIN
                .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                .all()
                .get();
        produce("4", "5", "6", "7");

        try (KafkaConsumer<byte[], byte[]> restarted = assignedConsumer()) {
            FencedConsumer consumer = taken(restarted);

            assertThat(consumer.stopped()).containsExactly(partition);
            assertThat(consumer.partitions()).isEmpty();
        }
    }

    @Test
    void barriersMoveThePositionAndAreNotHandled() throws Exception {
        FencedConsumer consumer = taken(kafka);
        try (ReadBarrier barrier = new ReadBarrier(topic, "test", Servers.CONNECTION)) {
            Map<Integer, Long> offsets = barrier.append(java.util.Set.of(0));

            consumer.process(poll(1), ANY_GENERATION, STORE);

            ProjectionPositions positions = new ProjectionPositions("reader", new Database(dataSource), topic);
            positions.awaitPassed(offsets, Duration.ofSeconds(1));
            assertThat(Servers.facts(dataSource)).isEmpty();
        }
    }

    private FencedConsumer consumerNamed(String name) {
        return new FencedConsumer(
                name,
                new Database(dataSource),
                Servers.TOPIC_IDS,
                new DeadLetters(Servers.TOPIC_IDS, Clock.systemUTC()));
    }

    private FencedConsumer taken(KafkaConsumer<byte[], byte[]> consumer) {
        FencedConsumer fenced = consumerNamed("reader");
        fenced.assigned(consumer, List.of(partition));
        return fenced;
    }

    private KafkaConsumer<byte[], byte[]> assignedConsumer() {
        KafkaConsumer<byte[], byte[]> consumer = Servers.consumer(Map.of("group.id", topic));
        consumer.assign(List.of(partition));
        return consumer;
    }

    private void produce(String... values) {
        try (KafkaProducer<byte[], byte[]> producer = Servers.producer()) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, 0, bytes("key"), bytes(value)));
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(int count) {
        return poll(kafka, count);
    }

    private ConsumerRecords<byte[], byte[]> recordsFrom(long offset) {
        kafka.seek(partition, offset);
        return poll(kafka, 2);
    }

    private static ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> consumer, int count) {
        ConsumerRecords<byte[], byte[]> batch = IntStream.range(0, 100)
                .mapToObj(_ -> consumer.poll(Duration.ofMillis(100)))
                .filter(records -> !records.isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(batch.count()).isEqualTo(count);
        return batch;
    }

    private List<String> deadLetters() throws Exception {
        try (Relay relay = new Relay(new RelayConfig(topic, topic, 1, Servers.CONNECTION), dataSource)) {
            relay.start();
            relay.awaitPublished(0, 1, Duration.ofSeconds(20));
        }
        return Servers.readAll(topic + ".dead", 1).stream()
                .map(record -> text(record.value()))
                .toList();
    }
}
