package io.assent.exactlyonce;

import io.assent.servers.PostgresServer;
import io.assent.servers.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.postgresql.ds.PGSimpleDataSource;

/** The real Kafka and PostgreSQL of these tests, one of each a JVM, and clients of them. */
final class Servers {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final TestServers SERVERS = TestServers.ofThisJvm();
    static final Map<String, Object> CONNECTION = Map.of("bootstrap.servers", SERVERS.bootstrapServers());
    static final Admin ADMIN = Admin.create(CONNECTION);
    static final TopicIds TOPIC_IDS = new TopicIds(CONNECTION);

    private Servers() {}

    /** An empty database with the library's tables and one for facts that refuses negative and repeated numbers. */
    static PGSimpleDataSource freshDatabase() throws SQLException, IOException {
        String name = unique("db");
        SERVERS.createDatabase(name);
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(SERVERS.jdbcUrl(name));
        dataSource.setUser(name);
        dataSource.setPassword(PostgresServer.PASSWORD);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String migration : List.of("V0_1__exactly_once", "V0_2__outbox_age")) {
                statement.execute(text("/db/exactly-once/" + migration + ".sql"));
            }
            statement.execute("create table fact (number int check (number >= 0), place text)");
        }
        return dataSource;
    }

    /** Of the server, each in a transaction of its own. */
    static void asSuperuser(String... statements) throws SQLException {
        try (Connection connection = SERVERS.superuser("postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(Servers.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String unique(String prefix) {
        return prefix + NAMES.incrementAndGet();
    }

    static String freshTopic(int partitions) throws Exception {
        String topic = unique("topic");
        ADMIN.createTopics(List.of(
                        new NewTopic(topic, partitions, (short) 1),
                        new NewTopic(topic + ".dead", partitions, (short) 1)))
                .all()
                .get();
        return topic;
    }

    static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(CONNECTION, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        Map<String, Object> properties = new java.util.HashMap<>(CONNECTION);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", false);
        properties.putAll(more);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** All that a read-committed reader finds in the topic now. */
    static List<ConsumerRecord<byte[], byte[]>> readAll(String topic, int partitions) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    static List<Integer> facts(PGSimpleDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select number from fact order by number")) {
            List<Integer> facts = new ArrayList<>();
            while (row.next()) {
                facts.add(row.getInt(1));
            }
            return facts;
        }
    }

    static byte[] bytes(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
