package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.consent.history.HistoryChain;
import io.assent.exactlyonce.Partitions;
import io.assent.exactlyonce.RecordSignature;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ConsentLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aRevocationIsReadableInKafkaAtItsTokenWhenItIsAcknowledged() throws Exception {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);

        String token = Api.as("person", person)
                .post(Api.contact(company, person) + "/withdraw")
                .then()
                .statusCode(200)
                .extract()
                .header("Assent-Consistency-Token");

        List<ConsumerRecord<byte[], byte[]>> log = log(partition(person));
        ConsumerRecord<byte[], byte[]> last = lastOf(log, person + "|" + company);
        assertThat(JSON.readTree(last.value()).path("state").asText()).isEqualTo("withdrawn");
        assertThat(token).startsWith("consent.events/" + last.partition() + "/");
        assertThat(last.offset()).isLessThanOrEqualTo(Long.parseLong(token.substring(token.lastIndexOf('/') + 1)));
        assertThat(RecordSignature.verifier(ServersTestResource.consentKey().publicKey())
                        .verify(last))
                .isTrue();
    }

    @Test
    void versionsOfAShardAreGaplessInOrderAndChainedUnderConcurrentCommands() throws Exception {
        String company = Api.freshCompany();
        List<Callable<Void>> commands = IntStream.range(0, 100)
                .<Callable<Void>>mapToObj(_ -> () -> {
                    String person = Api.freshPerson();
                    Api.accepted(company, person);
                    Api.as("person", person).post(Api.contact(company, person) + "/withdraw");
                    return null;
                })
                .toList();
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            for (var done : clients.invokeAll(commands)) {
                done.get();
            }
        }

        for (int shard = 0; shard < 24; shard++) {
            List<Long> versions = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : log(shard)) {
                JsonNode data = ours(record) ? JSON.readTree(record.value()) : JSON.nullNode();
                if (data.has("user") && !versions.contains(data.path("version").asLong())) {
                    versions.add(data.path("version").asLong());
                }
            }
            assertThat(versions)
                    .isEqualTo(java.util.stream.LongStream.rangeClosed(1, versions.size())
                            .boxed()
                            .toList());
            assertThat(firstBrokenEntry(shard)).isZero();
        }
    }

    @Test
    void aChangedEntryOfTheHistoryIsFound() throws Exception {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);
        int shard = partition(person);

        long broken;
        try (Connection connection = ServersTestResource.postgres().superuser(ServersTestResource.database());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("update history set entry = replace(entry, 'accepted', 'declined') where person = '"
                    + person + "'");
            broken = firstBrokenEntry(connection, shard);
            connection.rollback();
        }

        assertThat(broken).isPositive();
        assertThat(firstBrokenEntry(shard)).isZero();
    }

    @Test
    void aForeignRecordIsAnsweredWithTheCurrentState() throws Exception {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);
        Api.as("person", person)
                .post(Api.contact(company, person) + "/withdraw")
                .then()
                .statusCode(200);
        int shard = partition(person);
        String key = person + "|" + company;

        long forged;
        try (KafkaProducer<byte[], byte[]> attacker = new KafkaProducer<>(
                Map.of("bootstrap.servers", ServersTestResource.kafka().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] grant = "{\"state\":\"accepted\"}".getBytes();
            forged = attacker.send(new ProducerRecord<>("consent.events", shard, key.getBytes(), grant))
                    .get()
                    .offset();
        }

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            ConsumerRecord<byte[], byte[]> last = lastOf(log(shard), key);
            assertThat(last.offset()).isGreaterThan(forged);
            assertThat(JSON.readTree(last.value()).path("state").asText()).isEqualTo("withdrawn");
            assertThat(ours(last)).isTrue();
        });
    }

    private static boolean ours(ConsumerRecord<byte[], byte[]> record) {
        return RecordSignature.verifier(ServersTestResource.consentKey().publicKey())
                .verify(record);
    }

    private static int partition(String person) {
        return Partitions.of(person, 24);
    }

    private static long firstBrokenEntry(int shard) throws Exception {
        try (Connection connection = ServersTestResource.postgres().superuser(ServersTestResource.database())) {
            return firstBrokenEntry(connection, shard);
        }
    }

    private static long firstBrokenEntry(Connection connection, int shard) throws Exception {
        byte[] previous = HistoryChain.start();
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select sequence, entry, hash from history where shard = " + shard + " order by sequence")) {
            while (row.next()) {
                previous = HistoryChain.next(previous, row.getLong(1), row.getString(2));
                if (!Arrays.equals(previous, row.getBytes(3))) {
                    return row.getLong(1);
                }
            }
            return 0;
        }
    }

    private static ConsumerRecord<byte[], byte[]> lastOf(List<ConsumerRecord<byte[], byte[]>> log, String key) {
        return log.stream()
                .filter(record -> new String(record.key()).equals(key))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static List<ConsumerRecord<byte[], byte[]>> log(int partition) {
        TopicPartition log = new TopicPartition("consent.events", partition);
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                ServersTestResource.kafka().bootstrapServers(),
                "isolation.level",
                "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(log));
            consumer.seekToBeginning(List.of(log));
            long end = consumer.endOffsets(List.of(log)).get(log);
            while (consumer.position(log) < end) {
                consumer.poll(Duration.ofMillis(50)).forEach(records::add);
            }
        }
        return records;
    }
}
