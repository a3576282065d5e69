package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.jwk.ECKey;
import io.assent.notification.World.Person;
import io.assent.notification.delivery.MessageIds;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A company writes before it was onboarded; an operator makes good what was refused. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ReplayTest {
    private final Instant began = Instant.now();
    private String company;
    private Person person;

    @BeforeEach
    void givenATopicOfNobody() throws Exception {
        company = "late-" + UUID.randomUUID().toString().substring(0, 8);
        person = World.person();
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic("notification.requests." + company, 3, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Test
    void whatWasMendedIsTakenOnceHoweverOftenItIsReplayed() {
        refused("m");
        onboarded();

        assertThat(replay("unknown_company")).isEqualTo(counts(1, 0, 0, 0));

        assertThat(World.decided(MessageIds.of(company, "m"))).isEqualTo("queued");
        assertThat(replay("unknown_company")).isEqualTo(counts(0, 0, 0, 0));
        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.get("outcome")).isEqualTo("taken");
            assertThat(letter.get("replayedAt")).isNotNull();
        });
        assertThat(events("m")).isEqualTo(1);
    }

    @Test
    void whatIsRefusedAgainStaysWithItsNewReason() {
        World.sendByKafka(
                company, person, "m", request(Sealing.seal(Sealing.key("foreign"), person.id(), company, "x")));
        awaitLetters(1);

        assertThat(replay("unknown_company")).isEqualTo(counts(0, 0, 1, 0));
        onboarded();
        assertThat(replay("unknown_company")).isEqualTo(counts(0, 0, 1, 0));

        assertThat(letters()).singleElement().satisfies(letter -> {
            assertThat(letter.get("reason")).isEqualTo("wrong_key_id");
            assertThat(letter.get("attempts")).isEqualTo(2);
            assertThat(letter.get("outcome")).isNull();
        });
        assertThat(replay("unknown_company")).isEqualTo(counts(0, 0, 0, 0));
        assertThat(World.topic("notification.requests.dead", 24).stream().filter(letter -> letter.contains(company)))
                .hasSize(1);
    }

    @Test
    void whatCameByRestIsReplayedForItsCompany() {
        onboarded();
        ECKey later = Sealing.key("later-" + company);
        String id = World.sendByRest(company, "m", request(Sealing.seal(later, person.id(), company, "x")));
        await().atMost(Duration.ofSeconds(40))
                .until(() -> World.as("operator", "ops")
                                .get("/v1/dead-letters?reason=wrong_key_id&from=" + began)
                                .jsonPath()
                                .getList("deadLetters")
                                .size()
                        == 1);
        assertThat(letters()).isEmpty();
        World.as("device", person.id() + "/second-" + company)
                .body(later.toPublicJWK().toJSONString())
                .put("/v1/devices/second-" + company + "/key")
                .then()
                .statusCode(200);

        assertThat(replay("wrong_key_id")).isEqualTo(counts(1, 0, 0, 0));

        assertThat(World.decided(id)).isEqualTo("queued");
    }

    @Test
    void whatWasTakenMeanwhileIsARepetition() {
        refused("m");
        String body = lastBody;
        onboarded();
        World.sendByKafka(company, person, "m", body);
        World.decided(MessageIds.of(company, "m"));

        assertThat(replay("unknown_company")).isEqualTo(counts(0, 1, 0, 0));

        assertThat(events("m")).isEqualTo(1);
    }

    @Test
    void theSameRequestTwiceIsTakenOnce() {
        refused("m");
        World.sendByKafka(company, person, "m", lastBody);
        awaitLetters(2);
        onboarded();

        assertThat(replay("unknown_company")).isEqualTo(counts(1, 1, 0, 0));

        assertThat(events("m")).isEqualTo(1);
    }

    @Test
    void whatRetentionHasRemovedIsGone() throws Exception {
        RecordMetadata first = refused("m-1");
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(first.topic(), first.partition()),
                            RecordsToDelete.beforeOffset(first.offset() + 1)))
                    .all()
                    .get();
        }
        refused("m-2");
        onboarded();

        assertThat(replay("unknown_company")).isEqualTo(counts(1, 0, 0, 1));

        assertThat(World.row(MessageIds.of(company, "m-1"))).isNull();
        assertThat(World.decided(MessageIds.of(company, "m-2"))).isEqualTo("queued");
    }

    @Test
    void aRecordOfAnotherTopicOfTheSameNameIsNotTheOneThatWasRefused() {
        refused("m");
        onboarded();
        World.query(
                "update dead_letter set id = 'AAAAAAAAAAAAAAAAAAAAAQ' || substr(id, strpos(id, '/')) where company = '"
                        + company + "'");

        assertThat(replay("unknown_company")).isEqualTo(counts(0, 0, 0, 1));

        assertThat(World.row(MessageIds.of(company, "m"))).isNull();
    }

    @Test
    void operatorsAtTheSameTimeTakeEachRecordOnce() {
        int letters = 30;
        for (int i = 0; i < letters; i++) {
            World.sendByKafka(company, person, "m-" + i, sealed());
        }
        awaitLetters(letters);
        onboarded();

        List<Map<String, Integer>> answers = IntStream.range(0, 4)
                .parallel()
                .mapToObj(_ -> replay("unknown_company"))
                .toList();

        assertThat(answers.stream().mapToInt(answer -> answer.get("taken")).sum())
                .isEqualTo(letters);
        assertThat(answers.stream().mapToInt(answer -> answer.get("repeated")).sum())
                .isZero();
        assertThat(World.query("select count(*) from message where company = '" + company + "'"))
                .isEqualTo(Integer.toString(letters));
    }

    @Test
    void aReplayThatBreaksOffHasTakenNothing() {
        refused("m");
        onboarded();
        broken("dead_letter", "update", "new.company = '" + company + "'", "P0001");

        World.as("operator", "ops")
                .body(wish("unknown_company"))
                .post("/v1/dead-letters/replays")
                .then()
                .statusCode(500);

        assertThat(World.row(MessageIds.of(company, "m"))).isNull();
        World.query("drop trigger broken on dead_letter");
        assertThat(replay("unknown_company")).isEqualTo(counts(1, 0, 0, 0));
        assertThat(World.decided(MessageIds.of(company, "m"))).isEqualTo("queued");
    }

    @Test
    void whatTheDatabaseRefusesDoesNotHoldUpItsNeighbours() {
        refused("m-1");
        refused("m-bad");
        refused("m-2");
        onboarded();
        broken("message", "insert", "new.company = '" + company + "' and new.event_id = 'm-bad'", "23514");

        assertThat(replay("unknown_company")).isEqualTo(counts(2, 0, 1, 0));

        World.query("drop trigger broken on message");
        assertThat(replay("refused_by_database")).isEqualTo(counts(1, 0, 0, 0));
    }

    @Test
    void theListIsSearchedAndEachCompanySeesItsOwn() {
        refused("m-1");
        refused("m-2");
        refused("m-3");

        JsonPath first = World.as("company", company)
                .get("/v1/dead-letters?limit=2&reason=unknown_company")
                .jsonPath();
        JsonPath second = World.as("company", company)
                .get("/v1/dead-letters?limit=2&cursor=" + first.getString("next"))
                .jsonPath();

        assertThat(first.getList("deadLetters.eventId")).containsExactly("m-3", "m-2");
        assertThat(second.getList("deadLetters.eventId")).containsExactly("m-1");
        assertThat(second.getString("next")).isNull();
        assertThat(World.as("company", World.company())
                        .get("/v1/dead-letters")
                        .jsonPath()
                        .getList("deadLetters"))
                .isEmpty();
        assertThat(World.as("operator", "ops")
                        .get("/v1/dead-letters?from=" + began)
                        .jsonPath()
                        .getList("deadLetters.company"))
                .hasSize(3)
                .containsOnly(company);
        assertThat(World.as("company", company)
                        .get("/v1/dead-letters?to=" + began)
                        .jsonPath()
                        .getList("deadLetters"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=501", "?limit=x", "?from=x", "?cursor=x", "?reason=A%20B"})
    void whatCannotBeAskedIsRefused(String query) {
        World.as("operator", "ops")
                .urlEncodingEnabled(false)
                .get("/v1/dead-letters" + query)
                .then()
                .statusCode(400)
                .body("reason", equalTo("invalid_field"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"reason\":\"unknown_company\",\"from\":\"2026-01-01T00:00:00Z\"}",
                "{\"reason\":\"Unknown\",\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2026-01-02T00:00:00Z\"}",
                "{\"reason\":\"unknown_company\",\"from\":\"2026-01-02T00:00:00Z\",\"to\":\"2026-01-01T00:00:00Z\"}",
                "{\"reason\":\"unknown_company\",\"from\":\"soon\",\"to\":\"2026-01-01T00:00:00Z\"}",
            })
    void aReplayNeedsReasonAndTime(String wish) {
        World.as("operator", "ops")
                .body(wish)
                .post("/v1/dead-letters/replays")
                .then()
                .statusCode(400)
                .body("reason", equalTo("invalid_field"));
    }

    @Test
    void aCompanyReplaysItsOwnAndNobodyElses() {
        refused("m");
        onboarded();
        String other = World.company();

        assertThat(replay("company", other, "unknown_company")).isEqualTo(counts(0, 0, 0, 0));
        assertThat(World.row(MessageIds.of(company, "m"))).isNull();

        assertThat(replay("company", company, "unknown_company")).isEqualTo(counts(1, 0, 0, 0));
        assertThat(World.decided(MessageIds.of(company, "m"))).isEqualTo("queued");
    }

    @Test
    void aPersonReplaysNothing() {
        World.as("person", person.id())
                .body(wish("unknown_company"))
                .post("/v1/dead-letters/replays")
                .then()
                .statusCode(403)
                .body("reason", equalTo("forbidden"));
    }

    private String lastBody = "";

    private String sealed() {
        lastBody = request(person.sealed(company, "x"));
        return lastBody;
    }

    private String request(String sealed) {
        return World.request(person, "utility", sealed);
    }

    /** Returns when it is in the list. */
    private RecordMetadata refused(String eventId) {
        int before = letters().size();
        RecordMetadata record = World.sendByKafka(company, person, eventId, sealed());
        awaitLetters(before + 1);
        return record;
    }

    private void awaitLetters(int letters) {
        await().atMost(Duration.ofSeconds(40)).until(() -> letters().size() == letters);
    }

    private void onboarded() {
        World.onboarded(company);
        World.accepted(person, company);
    }

    private List<Map<String, Object>> letters() {
        return World.as("company", company)
                .get("/v1/dead-letters?from=" + began)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("deadLetters");
    }

    private String wish(String reason) {
        return "{\"reason\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(reason, began, Instant.now().plusSeconds(60));
    }

    private Map<String, Integer> replay(String reason) {
        return replay("operator", "ops", reason);
    }

    private Map<String, Integer> replay(String role, String id, String reason) {
        return World.as(role, id)
                .body(wish(reason))
                .post("/v1/dead-letters/replays")
                .then()
                .statusCode(200)
                .body("more", equalTo(false))
                .extract()
                .jsonPath()
                .getMap("counts");
    }

    private static Map<String, Integer> counts(int taken, int repeated, int refused, int gone) {
        return Map.of("taken", taken, "repeated", repeated, "refused", refused, "gone", gone);
    }

    private long events(String eventId) {
        List<String> events = new ArrayList<>(World.topic("notification.deliveries", 24));
        return events.stream()
                .filter(event -> event.contains(MessageIds.of(company, eventId)))
                .count();
    }

    /** A fault that PostgreSQL answers with this state. */
    private static void broken(String table, String action, String condition, String sqlState) {
        World.query(
                "create or replace function break() returns trigger language plpgsql as $$ begin raise exception 'broken'"
                        + " using errcode = '" + sqlState + "'; end $$");
        World.query("create trigger broken before " + action + " on " + table + " for each row when (" + condition
                + ") execute function break()");
    }

    private static Admin admin() {
        return Admin.create(
                Map.of("bootstrap.servers", ServersTestResource.servers().bootstrapServers()));
    }
}
