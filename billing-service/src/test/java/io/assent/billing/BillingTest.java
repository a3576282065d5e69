package io.assent.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.assent.exactlyonce.CloudEvent;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class BillingTest {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String DELIVERIES = "notification.deliveries";
    private static final KafkaProducer<byte[], byte[]> PRODUCER = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    ServersTestResource.servers().bootstrapServers(),
                    "max.request.size",
                    2_000_000,
                    "linger.ms",
                    0),
            new ByteArraySerializer(),
            new ByteArraySerializer());

    private String company;

    @BeforeEach
    void freshCompany() {
        company = "company-" + NAMES.incrementAndGet();
    }

    @Test
    void eachDeliveryIsChargedOnceHoweverOftenAndInWhateverOrderItComes() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ids.add(company + "-m" + i % 100);
        }
        Collections.shuffle(ids, new Random(1));

        RecordMetadata last = null;
        for (String id : ids) {
            last = delivered(id, "DE", "2026-03-02T10:00:00Z", "");
        }
        fresh(last);
        ids.forEach(id -> fresh(delivered(id, "DE", "2026-03-02T10:00:00Z", ",\"more\":1")));

        assertThat(line("utility", "quantity")).isEqualTo(100);
        assertThat(line("utility", "amountMicros")).isEqualTo(100 * 45_000);
        assertBalanced();
    }

    @Test
    void aReplayFromTheBeginningChargesNothingAgain() throws Exception {
        fresh(delivered(company + "-m1", "DE", "2026-03-02T10:00:00Z", ""));
        long before = count("charge");

        // A zombie's view of the world: positions are set back under the running consumer, and it is asked to start
        // anew.
        execute("update consumer_position set epoch = epoch + 1, next_offset = 0 where topic = '" + DELIVERIES + "'");
        RecordMetadata next = delivered(company + "-m2", "DE", "2026-03-02T10:00:00Z", "");
        fresh(next);
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            fresh(delivered(company + "-poke" + System.nanoTime(), "DE", "2027-01-01T10:00:00Z", ""));
            assertThat(line("utility", "quantity")).isEqualTo(2);
        });

        assertThat(count("charge where event_id like '" + company + "-m%'")).isEqualTo(2);
        assertThat(count("charge")).isGreaterThanOrEqualTo(before + 1);
        assertBalanced();
    }

    @Test
    void anOldDayIsChargedByItsOwnCardAndMonth() {
        fresh(delivered(company + "-m1", "DE", "2026-03-31T23:59:59Z", ""));
        fresh(delivered(company + "-m2", "DE", "2026-04-01T00:00:00Z", ""));

        assertThat(invoice("2026-03").getInt("netMicros")).isEqualTo(45_000);
        assertThat(invoice("2026-04").getInt("netMicros")).isEqualTo(44_000);
    }

    @Test
    void chatAndSetUpAreListedAtZeroAndImpressionsAtTheirPrice() {
        fresh(send(
                DELIVERIES,
                "io.assent.notification.ChatReplied",
                company + "-c",
                "{\"messageId\":\"c\",\"company\":\"%s\",\"user\":\"p\",\"category\":\"chat\",\"country\":\"GB\",\"occurredAt\":\"2026-03-02T10:00:00Z\"}"
                        .formatted(company)));
        fresh(send(
                "company.events",
                "io.assent.consent.CompanyOnboarded",
                company + "-1",
                "{\"company\":\"%s\",\"country\":\"DE\",\"occurredAt\":\"2026-03-01T10:00:00Z\"}".formatted(company)));
        fresh(send(
                "ad.impressions",
                "io.assent.ad.ImpressionRecorded",
                company + "-i",
                "{\"impressionId\":\"i\",\"company\":\"%s\",\"campaign\":\"c\",\"country\":\"DE\",\"priceMicros\":7000,\"currency\":\"EUR\",\"occurredAt\":\"2026-03-02T10:00:00Z\"}"
                        .formatted(company)));

        assertThat(line("chat", "amountMicros")).isZero();
        assertThat(line("setup", "quantity")).isEqualTo(1);
        assertThat(line("ad", "amountMicros")).isEqualTo(7_000);
        assertBalanced();
    }

    @Test
    void poisonIsDeadLetteredOneByOneAndItsNeighboursAreCharged() {
        delivered(company + "-before", "DE", "2026-03-02T10:00:00Z", "");
        RecordMetadata notJson = send(DELIVERIES, "io.assent.notification.NotificationDelivered", company + "-x", "{");
        RecordMetadata noRate = send(
                DELIVERIES,
                "io.assent.notification.NotificationDelivered",
                company + "-y",
                "{\"company\":\"%s\",\"category\":\"spam\",\"occurredAt\":\"2026-03-02T10:00:00Z\"}"
                        .formatted(company));
        RecordMetadata unknown = send(DELIVERIES, "io.assent.Unknown", company + "-z", "{}");
        RecordMetadata huge = send(
                DELIVERIES,
                "io.assent.notification.NotificationDelivered",
                company + "-h",
                "{\"x\":\"" + "x".repeat(900_000) + "\"}");
        RecordMetadata bare = send(new ProducerRecord<>(DELIVERIES, 0, "k".getBytes(), "{}".getBytes()));
        RecordMetadata reused = delivered(company + "-before", "GB", "2026-03-02T10:00:00Z", "");
        fresh(delivered(company + "-after", "DE", "2026-03-02T10:00:00Z", ""));
        for (RecordMetadata record : List.of(notJson, noRate, unknown, huge, bare, reused)) {
            fresh(record);
        }

        assertThat(line("utility", "quantity")).isEqualTo(2);
        awaitDeadLetter(notJson, "not_json");
        awaitDeadLetter(noRate, "no_rate");
        awaitDeadLetter(unknown, "unknown_type");
        awaitDeadLetter(huge, "body_too_large");
        awaitDeadLetter(bare, "missing_ce_headers");
        awaitDeadLetter(reused, "event_id_reused");
    }

    @Test
    void statementAndInvoiceSayTheSameAsJsonAndAsCsv() {
        fresh(delivered(company + "-m1", "DE", "2026-03-02T10:00:00Z", ""));
        fresh(delivered(company + "-m2", "IN", "2026-03-03T10:00:00Z", ""));

        String csv = as("company", company)
                .accept("text/csv")
                .get("/v1/accounts/" + company + "/invoices/2026-03")
                .asString();
        assertThat(csv.lines().toList())
                .containsExactly(
                        "category,market,ruleId,unitPriceMicros,quantity,amountMicros,currency",
                        "utility,DE,utility-de-2025-01,45000,1,45000,EUR",
                        "utility,IN,utility-in-2025-01,1200,1,1200,EUR");
        as("company", company)
                .get("/v1/accounts/" + company + "/statement?from=2026-03-03&to=2026-03-31")
                .then()
                .body("openingMicros", equalTo(45_000))
                .body("closingMicros", equalTo(46_200))
                .body("entries.size()", equalTo(1));
        assertThat(as("company", company)
                        .accept("text/csv")
                        .get("/v1/accounts/" + company + "/statement?from=2026-03-01&to=2026-03-31")
                        .asString()
                        .lines())
                .hasSize(3);
    }

    @Test
    void refusalsCarryAReason() {
        refused(as("company", "other").get("/v1/accounts/" + company + "/invoices/2026-03"), 403, "subject_mismatch");
        refused(as("company", company).get("/v1/accounts"), 403, "forbidden");
        refused(RestAssured.get("/v1/accounts"), 401, "unauthenticated");
        refused(as("company", company).get("/v1/accounts/" + company + "/invoices/march"), 400, "invalid_field");
        refused(as("company", company).get("/v1/accounts/" + company + "/statement"), 400, "invalid_field");
    }

    private static void refused(io.restassured.response.Response response, int status, String reason) {
        response.then().statusCode(status).body("reason", equalTo(reason));
    }

    private RecordMetadata delivered(String eventId, String country, String at, String more) {
        return send(
                DELIVERIES,
                "io.assent.notification.NotificationDelivered",
                eventId,
                "{\"messageId\":\"m\",\"company\":\"%s\",\"user\":\"p\",\"category\":\"utility\",\"country\":\"%s\",\"occurredAt\":\"%s\"%s}"
                        .formatted(company, country, at, more));
    }

    private static RecordMetadata send(String topic, String type, String id, String data) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, id.getBytes(), data.getBytes());
        CloudEvent.headers(id, "/test", type, Instant.now()).forEach(record.headers()::add);
        return send(record);
    }

    private static RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return PRODUCER.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fresh(RecordMetadata record) {
        as("operator", "ops")
                .queryParam("atLeast", record.topic() + "/" + record.partition() + "/" + record.offset())
                .queryParam("waitMillis", 10_000)
                .get("/v1/freshness")
                .then()
                .statusCode(200);
    }

    private io.restassured.path.json.JsonPath invoice(String month) {
        return as("company", company)
                .get("/v1/accounts/" + company + "/invoices/" + month)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private long line(String category, String field) {
        Number value = invoice("2026-03").get("lines.find { it.category == '" + category + "' }." + field);
        return value == null ? 0 : value.longValue();
    }

    private static void assertBalanced() {
        as("operator", "ops").get("/v1/ledger/check").then().body("balanced", equalTo(true));
        assertThat(count("ledger_balance b join (select ledger, sum(debit_micros) d, sum(credit_micros) c"
                        + " from ledger_posting group by ledger) p using (ledger)"
                        + " where p.d <> b.debit_micros or p.c <> b.credit_micros"))
                .isZero();
    }

    private static RequestSpecification as(String role, String id) {
        return RestAssured.given()
                .header(
                        "Authorization",
                        "Bearer " + ServersTestResource.tokens().token(role, id));
    }

    private static long count(String from) {
        return execute("select count(*) from " + from);
    }

    private static long execute(String sql) {
        try (Connection connection = ServersTestResource.servers().superuser(ServersTestResource.database());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            var row = statement.getResultSet();
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitDeadLetter(RecordMetadata refused, String reason) {
        TopicPartition dead = new TopicPartition(refused.topic() + ".dead", refused.partition());
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<String> letters = new ArrayList<>();
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            ServersTestResource.servers().bootstrapServers(),
                            "isolation.level",
                            "read_committed"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                consumer.assign(List.of(dead));
                consumer.seekToBeginning(List.of(dead));
                long end = consumer.endOffsets(List.of(dead)).get(dead);
                while (consumer.position(dead) < end) {
                    consumer.poll(Duration.ofMillis(50)).forEach(record -> letters.add(new String(record.value())));
                }
            }
            assertThat(letters)
                    .anyMatch(letter -> letter.contains("\"offset\":" + refused.offset() + ",")
                            && letter.contains("\"reason\":\"" + reason + "\""));
        });
    }
}
