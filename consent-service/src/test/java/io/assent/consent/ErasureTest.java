package io.assent.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.assent.exactlyonce.CloudEvent;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ErasureTest {
    private static final int DECISIONS = 100;

    private String company;
    private String person;

    @BeforeEach
    void givenAPersonWithAHistory() {
        company = Api.freshCompany();
        person = "to-be-erased-" + Api.freshPerson();
        Api.accepted(company, person);
        chooseAds("contextual");
    }

    @Test
    void nothingNamesThePersonAnyMoreAndTheHistoryStillVerifies() {
        for (int i = 0; i < DECISIONS / 2; i++) {
            decide("block");
            decide("unblock");
        }
        String before = Log.key(Log.of(person, company).getLast());

        String erasure = erased();
        report("notification", erasure);
        assertThat(status(erasure)).isEqualTo("running");
        report("ad", erasure);
        awaitCompleted(erasure);

        assertThat(before).isEqualTo(person + "|" + company);
        assertThat(tablesThatName(person)).isEmpty();
        assertThat(lastOfEachKey().values())
                .hasSize(3)
                .allMatch(record -> record.value() == null && Log.isSigned(record));
        Api.as("operator", "ops").get("/v1/history/check").then().body("intact", equalTo(true));
    }

    @Test
    void anErasureIsKnownToEverybodyBeforeItIsAnswered() {
        String erasure = erased();

        ConsumerRecord<byte[], byte[]> told = Log.of(person, "erasure").getLast();
        assertThat(Log.header(told, "ce_type")).isEqualTo("io.assent.consent.PersonErased");
        assertThat(Log.data(told).path("erasure").asText()).isEqualTo(erasure);
        Api.refused(Api.as("person", person).get(Api.contact(company, person)).then(), 404, "not_found");
        Api.as("person", person)
                .get("/v1/people/" + person + "/ads-choice")
                .then()
                .body("choice", equalTo("none"));
    }

    @Test
    void whoComesBackStartsAnewAndKeepsWhatIsNew() {
        String erasure = erased();
        Api.accepted(company, person);

        report("notification", erasure);
        report("ad", erasure);
        awaitCompleted(erasure);

        Api.as("person", person)
                .get(Api.contact(company, person))
                .then()
                .statusCode(200)
                .body("state", equalTo("accepted"));
        assertThat(lastOfEachKey().get(person + "|" + company).value()).isNotNull();
        assertThat(lastOfEachKey().get(person + "|ads").value()).isNull();
    }

    @Test
    void aCopiedTombstoneIsAnsweredWithTheStateOfWhoCameBack() {
        String erasure = erased();
        report("notification", erasure);
        report("ad", erasure);
        awaitCompleted(erasure);
        ConsumerRecord<byte[], byte[]> tombstone = lastOfEachKey().get(person + "|" + company);
        Api.accepted(company, person);

        Stranger.putsAgain(Log.partition(person), tombstone);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                lastOfEachKey().get(person + "|" + company).value())
                        .isNotNull());
    }

    @Test
    void aSecondErasureErasesWhatHasComeSince() {
        String first = erased();
        chooseAds("personalised");

        String second = erased();

        assertThat(second).isNotEqualTo(first);
        Api.as("person", person)
                .get("/v1/people/" + person + "/ads-choice")
                .then()
                .body("choice", equalTo("none"));
    }

    @Test
    void aRequestThatWaitedIsOpenNoMore() {
        Api.request(company, "other-" + person);
        String counted = "select sum(open) from open_requests where company = ?";
        assertThat(Database.value(counted, company)).isEqualTo("1");
        person = "other-" + person;

        erased();

        assertThat(Database.value(counted, company)).isEqualTo("0");
    }

    @Test
    void nobodyErasesAnother() {
        Api.refused(
                Api.as("person", "somebody-else")
                        .post("/v1/people/" + person + "/erasure")
                        .then(),
                403,
                "subject_mismatch");
        Api.refused(
                Api.as("company", company)
                        .post("/v1/people/" + person + "/erasure")
                        .then(),
                403,
                "forbidden");
    }

    @Test
    void aReportOfAnErasureThatNobodyAskedForIsADeadLetter() {
        report("ad", "AAAAAAAAAAAAAAAAAAAAAA");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Log.of("ad.erasures.dead"))
                        .anyMatch(letter ->
                                Log.data(letter).path("reason").asText().equals("unknown_erasure")));
        Api.as("operator", "ops")
                .get("/v1/erasures/AAAAAAAAAAAAAAAAAAAAAA")
                .then()
                .statusCode(404);
    }

    private String erased() {
        ValidatableResponse answer = Api.as("person", person)
                .post("/v1/people/" + person + "/erasure")
                .then();
        return answer.statusCode(202)
                .body("services.state", everyItem(equalTo("running")))
                .extract()
                .path("erasure");
    }

    private void decide(String move) {
        Api.as("person", person)
                .post(Api.contact(company, person) + "/" + move)
                .then()
                .statusCode(200);
    }

    private void chooseAds(String choice) {
        Api.as("person", person)
                .body("{\"choice\":\"" + choice + "\"}")
                .put("/v1/people/" + person + "/ads-choice")
                .then()
                .statusCode(200);
    }

    private static String status(String erasure) {
        return Api.as("operator", "ops")
                .get("/v1/erasures/" + erasure)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    private static void awaitCompleted(String erasure) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(status(erasure)).isEqualTo("completed"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Database.value("select count(*) from outbox").equals("0"));
    }

    /** As that service does when it holds nothing on the person any more. */
    private static void report(String service, String erasure) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                service + ".erasures",
                erasure.getBytes(UTF_8),
                "{\"erasure\":\"%s\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}"
                        .formatted(erasure)
                        .getBytes(UTF_8));
        CloudEvent.headers(
                        erasure,
                        "/" + service + "-service",
                        "io.assent." + service + ".ErasureCompleted",
                        Instant.now())
                .forEach(record.headers()::add);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", ServersTestResource.servers().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What compaction keeps of the person. */
    private Map<String, ConsumerRecord<byte[], byte[]>> lastOfEachKey() {
        Map<String, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
        Log.of(Log.CONSENT, Log.partition(person)).stream()
                .filter(record -> Log.key(record).startsWith(person + "|"))
                .forEach(record -> last.put(Log.key(record), record));
        return last;
    }

    /** Tables in which some row holds the text, whatever its columns are. */
    private static List<String> tablesThatName(String text) {
        String tables = Database.value("select string_agg(table_name, ' ') from information_schema.tables"
                + " where table_schema = 'public' and table_type = 'BASE TABLE'");
        return Arrays.stream(tables.split(" "))
                .filter(table -> !Database.value(
                                "select count(*) from \"" + table + "\" as t where position(? in t::text) > 0", text)
                        .equals("0"))
                .toList();
    }
}
