package io.assent.notification;

import com.nimbusds.jose.jwk.ECKey;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.Partitions;
import io.assent.exactlyonce.RecordSignature;
import io.assent.notification.delivery.MessageIds;
import io.assent.servers.ServersTestResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Plays consent-service, the messenger, companies and devices towards the service, on the real Kafka. */
final class World {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final AtomicLong VERSIONS = new AtomicLong();
    private static final KafkaProducer<byte[], byte[]> PRODUCER = producer(Map.of());
    private static final KafkaProducer<byte[], byte[]> CONSENT = producer(Map.of("transactional.id", "test-consent"));
    private static final RecordSignature.Signer SIGNER =
            RecordSignature.signer(ServersTestResource.consentKey().privateKey());

    static {
        CONSENT.initTransactions();
    }

    private World() {}

    /** A person with a device that has published its key. */
    record Person(String id, String device, ECKey key) {
        RequestSpecification api() {
            return as("device", id + "/" + device);
        }

        String sealed(String company, String text) {
            return Sealing.seal(key, id, company, text);
        }
    }

    static RequestSpecification as(String role, String id) {
        return RestAssured.given()
                .header(
                        "Authorization",
                        "Bearer " + ServersTestResource.tokens().token(role, id))
                .contentType(ContentType.JSON);
    }

    static Person person() {
        int n = NAMES.incrementAndGet();
        Person person = new Person("p-" + n, "d-" + n, Sealing.key("k-" + n));
        comesBack(person);
        return person;
    }

    /** The messenger tells of the person, and the device of its key; the first time, or again after an erasure. */
    static void comesBack(Person person) {
        fresh(
                as("operator", "ops"),
                send(
                        "people.events",
                        Partitions.of(person.id(), 24),
                        person.id(),
                        "io.assent.people.PersonChanged",
                        "person-" + NAMES.incrementAndGet(),
                        "{\"user\":\"%s\",\"country\":\"DE\",\"language\":\"de\",\"ageBand\":\"adult\",\"contacts\":[],\"version\":1}"
                                .formatted(person.id())));
        person.api()
                .body(person.key().toPublicJWK().toJSONString())
                .put("/v1/devices/" + person.device() + "/key")
                .then()
                .statusCode(200);
    }

    static String company() {
        String company = "company-" + NAMES.incrementAndGet();
        onboarded(company);
        return company;
    }

    static void onboarded(String company) {
        fresh(
                as("operator", "ops"),
                send(
                        "company.events",
                        Partitions.of(company, 6),
                        company,
                        "io.assent.consent.CompanyOnboarded",
                        company,
                        "{\"company\":\"%s\",\"name\":\"Shop\",\"country\":\"DE\",\"vatId\":\"DE1\",\"version\":1}"
                                .formatted(company)));
    }

    static void accepted(Person person, String company) {
        freshConsent(consent(
                person, company, "accepted", false, "chat", "notifications.utility", "notifications.marketing"));
    }

    /** As if the person had just written to the company. */
    static void chatting(Person person, String company) {
        query("insert into chat_window values ('%s', '%s', now() + interval '1 day')".formatted(person.id(), company));
    }

    /** As ad-service tells that the person followed an ad of the company; in the first partition, whoever it is. */
    static void clicked(Person person, String company, Instant at) {
        String id = "i-" + NAMES.incrementAndGet();
        String data = "{\"impressionId\":\"%s\",\"campaign\":\"c\",\"company\":\"%s\",\"user\":\"%s\"}"
                .formatted(id, company, person.id());
        fresh(
                as("operator", "ops"),
                send(record(
                        "ad.clicks",
                        0,
                        person.id(),
                        CloudEvent.headers(id, "/ad-service", "io.assent.ad.AdClicked", at),
                        data)));
    }

    /** Returns when Kafka has committed the state: that is when consent-service would answer. */
    static synchronized RecordMetadata consent(
            Person person, String company, String state, boolean blocked, String... purposes) {
        long version = VERSIONS.incrementAndGet();
        String list = purposes.length == 0 ? "" : "\"" + String.join("\",\"", purposes) + "\"";
        String data =
                "{\"user\":\"%s\",\"company\":\"%s\",\"version\":%d,\"change\":\"%s\",\"state\":\"%s\",\"purposes\":[%s],\"blocked\":%b}"
                        .formatted(person.id(), company, version, state, state, list, blocked);
        return publish(SIGNER.sign(new OutboxRecord(
                "consent.events",
                Partitions.of(person.id(), 24),
                bytes(person.id() + "|" + company),
                bytes(data),
                CloudEvent.headers(
                        "c-" + version,
                        "/consent-service",
                        "io.assent.consent.ContactPermissionChanged",
                        Instant.now()))));
    }

    /** As consent-service tells that everything on this person is to be deleted. */
    static OutboxRecord erasure(Person person, String id) {
        long version = VERSIONS.incrementAndGet();
        return SIGNER.sign(new OutboxRecord(
                "consent.events",
                Partitions.of(person.id(), 24),
                bytes(person.id() + "|erasure"),
                bytes("{\"user\":\"%s\",\"erasure\":\"%s\",\"version\":%d}".formatted(person.id(), id, version)),
                CloudEvent.headers(
                        "c-" + version, "/consent-service", "io.assent.consent.PersonErased", Instant.now())));
    }

    /** Returns when Kafka has committed it. */
    static synchronized RecordMetadata publish(OutboxRecord record) {
        CONSENT.beginTransaction();
        var sent = CONSENT.send(new ProducerRecord<>(
                record.topic(), record.partition(), record.key(), record.value(), record.headers()));
        CONSENT.commitTransaction();
        try {
            return sent.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static void freshConsent(RecordMetadata record) {
        fresh(as("operator", "ops"), record);
    }

    private static void fresh(RequestSpecification api, RecordMetadata record) {
        api.queryParam("atLeast", record.topic() + "/" + record.partition() + "/" + record.offset())
                .queryParam("waitMillis", 10_000)
                .get("/v1/freshness")
                .then()
                .statusCode(200);
    }

    static String request(Person person, String category, String sealed) {
        return "{\"user\":\"%s\",\"category\":\"%s\",\"sealed\":[\"%s\"]}".formatted(person.id(), category, sealed);
    }

    /** By REST; returns the message id. */
    static String sendByRest(String company, String key, String body) {
        return as("company", company)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/notifications")
                .then()
                .statusCode(202)
                .extract()
                .path("messageId");
    }

    /** To the company's own topic. */
    static RecordMetadata sendByKafka(String company, Person person, String eventId, String body) {
        return sendByKafka(company, person, eventId, body, Instant.now());
    }

    /** As if it had been asked for at that time. */
    static RecordMetadata sendByKafka(String company, Person person, String eventId, String body, Instant time) {
        return send(record(
                "notification.requests." + company,
                null,
                person.id(),
                CloudEvent.headers(eventId, "/test", "io.assent.notification.NotificationRequested", time),
                body));
    }

    static RecordMetadata send(String topic, Integer partition, String key, String type, String id, String data) {
        return send(record(topic, partition, key, CloudEvent.headers(id, "/test", type, Instant.now()), data));
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, Integer partition, String key, List<Header> headers, String data) {
        return new ProducerRecord<>(topic, partition, bytes(key), bytes(data), headers);
    }

    static RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return PRODUCER.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The status of a message once it is decided, with its reason. */
    static String decided(String messageId) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> row(messageId) != null);
        return row(messageId);
    }

    static void awaitStatus(String messageId, String status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(row(messageId))
                        .isEqualTo(status));
    }

    static String row(String messageId) {
        return query("select state || coalesce(' ' || reason, '') from message where id = '" + messageId + "'");
    }

    /** A message like another one, in this state, of which this instance was told nothing; returns its id. */
    static String another(String messageId, String state, String category) {
        String id = MessageIds.of(messageId, Integer.toString(NAMES.incrementAndGet()));
        query(
                ("insert into message (id, company, event_id, body_hash, person, category, country, state, kids, sealed, expires_at,"
                                + " occurred_at, recorded_at) select '%s', company, '%s', body_hash, person, '%s', country, '%s',"
                                + " kids, sealed, expires_at, occurred_at, recorded_at from message where id = '%s'")
                        .formatted(id, id, category, state, messageId));
        return id;
    }

    static String query(String sql) {
        try (Connection connection = ServersTestResource.servers().superuser(ServersTestResource.database());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            var row = statement.getResultSet();
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All records of a topic that a read-committed reader finds, as text. */
    static List<String> topic(String topic, int partitions) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        ServersTestResource.servers().bootstrapServers(),
                        "isolation.level",
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    String type =
                            new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                    values.add(type + " " + new String(record.value(), StandardCharsets.UTF_8));
                }
            }
        }
        return values;
    }

    static void awaitDeadLetter(RecordMetadata refused, String reason) {
        String place = "\"partition\":%d,\"offset\":%d".formatted(refused.partition(), refused.offset());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(topic("notification.requests.dead", 24))
                        .anyMatch(letter -> letter.contains(place)
                                && letter.contains("\"topic\":\"" + refused.topic() + "\"")
                                && letter.contains("\"reason\":\"" + reason + "\"")));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> properties = new java.util.HashMap<>(more);
        properties.put("bootstrap.servers", ServersTestResource.servers().bootstrapServers());
        properties.put("linger.ms", 0);
        properties.put("max.request.size", 2_000_000);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
