package io.assent.ad;

import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.Partitions;
import io.assent.exactlyonce.RecordSignature;
import io.assent.servers.ServersTestResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Plays consent-service and the messenger towards the service, on the real Kafka. */
final class AdWorld {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final AtomicLong VERSIONS = new AtomicLong();
    private static final RecordSignature.Signer SIGNER =
            RecordSignature.signer(ServersTestResource.consentKey().privateKey());
    private static final KafkaProducer<byte[], byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", ServersTestResource.servers().bootstrapServers(), "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    private static boolean leasePublished;

    private AdWorld() {}

    static String name(String prefix) {
        return prefix + NAMES.incrementAndGet();
    }

    /** A lease long enough for a slow machine: tests are of behaviour, not of speed. */
    static synchronized void publishLease(long millis) {
        if (!leasePublished) {
            for (int partition = 0; partition < 24; partition++) {
                signed(
                        partition,
                        "lease|" + partition,
                        "io.assent.consent.LeaseTermsPublished",
                        "{\"leaseMillis\":%d,\"version\":1}".formatted(millis));
            }
            leasePublished = true;
        }
    }

    static RecordMetadata choice(String user, String choice) {
        return signed(
                Partitions.of(user, 24),
                user + "|ads",
                "io.assent.consent.AdsChoiceChanged",
                "{\"user\":\"%s\",\"version\":%d,\"choice\":\"%s\"}"
                        .formatted(user, VERSIONS.incrementAndGet(), choice));
    }

    static RecordMetadata block(String user, String company, boolean blocked) {
        return signed(
                Partitions.of(user, 24),
                user + "|" + company,
                "io.assent.consent.ContactPermissionChanged",
                "{\"user\":\"%s\",\"company\":\"%s\",\"version\":%d,\"state\":\"accepted\",\"purposes\":[],\"blocked\":%b}"
                        .formatted(user, company, VERSIONS.incrementAndGet(), blocked));
    }

    /** As consent-service tells that everything on this person is to be deleted. */
    static ProducerRecord<byte[], byte[]> erasure(String user, String id) {
        return record(
                Partitions.of(user, 24),
                user + "|erasure",
                "io.assent.consent.PersonErased",
                "{\"user\":\"%s\",\"erasure\":\"%s\",\"version\":%d}".formatted(user, id, VERSIONS.incrementAndGet()));
    }

    static String company() {
        String company = name("company-");
        RecordMetadata onboarded = send(
                "company.events",
                Partitions.of(company, 6),
                company,
                "io.assent.consent.CompanyOnboarded",
                "{\"company\":\"%s\"}".formatted(company));
        fresh(onboarded);
        return company;
    }

    /** A viewer in DE whose one contact has posted so often. */
    static String viewer(int posts) {
        String viewer = name("p-");
        String author = name("a-");
        fresh(send(
                "people.events",
                Partitions.of(viewer, 24),
                viewer,
                "io.assent.people.PersonChanged",
                "{\"user\":\"%s\",\"country\":\"DE\",\"language\":\"de\",\"ageBand\":\"adult\",\"contacts\":[\"%s\"],\"version\":1}"
                        .formatted(viewer, author)));
        for (int i = 0; i < posts; i++) {
            fresh(send(
                    "status.events",
                    Partitions.of(author, 24),
                    author,
                    "io.assent.status.StatusPosted",
                    "{\"postId\":\"%s-%d\",\"author\":\"%s\",\"kind\":\"photo\"}".formatted(author, i, author)));
        }
        return viewer;
    }

    /** A campaign in DE for so many impressions. */
    static String campaign(String company, long cpmMicros, long impressions) {
        String campaign = name("c-");
        as("company", company)
                .body(booking(campaign, company, cpmMicros, impressions * cpmMicros / 1_000))
                .post("/v1/campaigns")
                .then()
                .statusCode(201);
        return campaign;
    }

    static void stop(String company, String campaign) {
        as("company", company)
                .post("/v1/campaigns/" + campaign + "/stop")
                .then()
                .statusCode(200);
    }

    static String booking(String campaign, String company, long cpmMicros, long budgetMicros) {
        return ("{\"campaign\":\"%s\",\"company\":\"%s\",\"creatives\":[{\"kind\":\"gif\",\"headline\":\"Hello\"}],"
                        + "\"budgetMicros\":%d,\"cpmMicros\":%d,\"currency\":\"EUR\",\"targeting\":{\"countries\":[\"DE\"]},"
                        + "\"startsAt\":\"2020-01-01T00:00:00Z\",\"endsAt\":\"2100-01-01T00:00:00Z\"}")
                .formatted(campaign, company, budgetMicros, cpmMicros);
    }

    static JsonPath feed(String viewer, String feed) {
        return as("person", viewer)
                .queryParam("feed", feed)
                .get("/v1/people/" + viewer + "/feed")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static List<String> campaignsIn(JsonPath feed) {
        return feed.getList("items.findAll { it.type == 'sponsored' }.campaign");
    }

    static List<String> tokensIn(JsonPath feed) {
        return feed.getList("items.findAll { it.type == 'sponsored' }.token");
    }

    /** Repeats while the service says that it cannot know the viewer's choice just now, as a device does. */
    static JsonPath view(String viewer, String feed, List<String> tokens) {
        String list = tokens.isEmpty() ? "" : "\"" + String.join("\",\"", tokens) + "\"";
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> as("person", viewer)
                                .body("{\"feed\":\"%s\",\"tokens\":[%s]}".formatted(feed, list))
                                .post("/v1/people/" + viewer + "/views"),
                        response -> response.statusCode() != 503)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static RequestSpecification as(String role, String id) {
        return RestAssured.given()
                .header(
                        "Authorization",
                        "Bearer " + ServersTestResource.tokens().token(role, id))
                .contentType(ContentType.JSON);
    }

    static void fresh(RecordMetadata record) {
        as("operator", "ops")
                .queryParam("atLeast", record.topic() + "/" + record.partition() + "/" + record.offset())
                .queryParam("waitMillis", 10_000)
                .get("/v1/freshness")
                .then()
                .statusCode(200);
    }

    static RecordMetadata signed(int partition, String key, String type, String data) {
        return send(record(partition, key, type, data));
    }

    private static ProducerRecord<byte[], byte[]> record(int partition, String key, String type, String data) {
        OutboxRecord record = SIGNER.sign(new OutboxRecord(
                "consent.events",
                partition,
                key.getBytes(),
                data.getBytes(),
                CloudEvent.headers(name("e-"), "/consent-service", type, Instant.now())));
        return new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value(), record.headers());
    }

    static RecordMetadata send(String topic, int partition, String key, String type, String data) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key.getBytes(), data.getBytes());
        CloudEvent.headers(name("e-"), "/test", type, Instant.now()).forEach(record.headers()::add);
        return send(record);
    }

    static RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return PRODUCER.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }
}
