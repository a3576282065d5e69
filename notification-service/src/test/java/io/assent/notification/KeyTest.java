package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.nimbusds.jose.jwk.ECKey;
import io.assent.notification.World.Person;
import io.assent.notification.delivery.MessageIds;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device replaces its key, or takes it back, while messages are on their way. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class KeyTest {
    private final Map<String, String> bodies = new HashMap<>();
    private Person person;
    private String company;

    @BeforeEach
    void anAcceptedContact() {
        person = World.person();
        company = World.company();
        World.accepted(person, company);
    }

    @AfterEach
    void wholeAgain() {
        World.query("drop trigger if exists slow on message");
    }

    @Test
    void aNewKeyReplacesTheCurrentOneWhichStaysInTheHistory() {
        Person renewed = withNewKey(person);
        String kid = renewed.key().getKeyID();

        publish(renewed).statusCode(200);
        publish(renewed).statusCode(200);

        directory().body("keys.kid", contains(kid));
        history()
                .body("keys.kid", contains(kid, person.key().getKeyID()))
                .body("keys.state", contains("current", "rotated"))
                .body("keys[0].until", equalTo(null))
                .body("keys[1].until", notNullValue());
    }

    @Test
    void aKidNamesOneKeyForEver() {
        Person renewed = withNewKey(person);
        publish(renewed).statusCode(200);
        ECKey other = Sealing.key(person.key().getKeyID());
        Person tablet = new Person(person.id(), person.device() + "-b", other);

        publish(with(person, other)).statusCode(409).body("reason", equalTo("key_id_reused"));
        publish(tablet).statusCode(409).body("reason", equalTo("key_id_reused"));
        publish(person).statusCode(409).body("reason", equalTo("key_id_reused"));
        directory().body("keys.kid", contains(renewed.key().getKeyID()));
    }

    @Test
    void aRevokedKeyIsGoneAndDoesNotComeBackUnderAnyName() {
        revoke(person, person.key().getKeyID()).statusCode(204);
        revoke(person, person.key().getKeyID()).statusCode(204);

        directory().body("keys.size()", equalTo(0));
        history().body("keys.state", contains("revoked"));
        publish(person).statusCode(409).body("reason", equalTo("key_revoked"));
        ECKey renamed = new ECKey.Builder(person.key()).keyID("renamed").build();
        publish(with(person, renamed)).statusCode(409).body("reason", equalTo("key_revoked"));
        person.api().get("/v1/inbox").then().statusCode(409).body("reason", equalTo("no_key"));
    }

    @Test
    void theKeyOfAnotherDeviceCannotBeRevokedOrLookedAt() {
        Person other = World.person();
        Person tablet = new Person(person.id(), person.device() + "-b", Sealing.key("k-b-" + person.id()));
        publish(tablet).statusCode(200);

        String path = "/v1/devices/" + person.device() + "/keys";
        for (Person stranger : new Person[] {other, tablet}) {
            stranger.api().delete(path + "/" + person.key().getKeyID()).then().statusCode(403);
            stranger.api().get(path).then().statusCode(403).body("reason", equalTo("subject_mismatch"));
            revoke(stranger, person.key().getKeyID()).statusCode(404).body("reason", equalTo("not_found"));
        }
        directory().body("keys.size()", equalTo(2));
    }

    @Test
    void byRestAMessageToAReplacedKeyIsRefusedAtTheDoorWithTheCurrentKid() {
        Person renewed = withNewKey(person);
        publish(renewed).statusCode(200);

        send("1", person)
                .statusCode(409)
                .body("reason", equalTo("key_revoked"))
                .body("retriable", equalTo(true))
                .body("currentKids", contains(renewed.key().getKeyID()));
        send("1", renewed).statusCode(202);

        assertThat(World.decided(MessageIds.of(company, "1"))).isEqualTo("queued");
    }

    @Test
    void whoMayNotSeeTheKeysIsNotToldOfThemAtTheDoor() {
        publish(withNewKey(person)).statusCode(200);
        World.freshConsent(World.consent(person, company, "withdrawn", false));

        send("1", person).statusCode(202);

        assertThat(World.decided(MessageIds.of(company, "1"))).isEqualTo("suppressed consent_withdrawn");
    }

    @Test
    void theSameRequestAgainHasTheSameAnswerThoughTheKeyWasReplacedSince() {
        send("1", person).statusCode(202);
        assertThat(World.decided(MessageIds.of(company, "1"))).isEqualTo("queued");
        publish(withNewKey(person)).statusCode(200);

        send("1", person).statusCode(202);

        assertThat(World.row(MessageIds.of(company, "1"))).isEqualTo("queued");
    }

    @Test
    void atTheGateTheDeadLetterNamesTheCurrentKid() {
        Person renewed = withNewKey(person);
        publish(renewed).statusCode(200);
        String body = World.request(person, "utility", person.sealed(company, "to the old key"));

        RecordMetadata refused = World.sendByKafka(company, person, "old", body);

        World.awaitDeadLetter(refused, "key_revoked");
        assertThat(World.topic("notification.requests.dead", 24))
                .anyMatch(letter -> letter.contains("key_revoked")
                        && letter.contains("current: " + renewed.key().getKeyID()));
        assertThat(World.row(MessageIds.of(company, "old"))).isNull();
    }

    @Test
    void whatWasTakenBeforeTheKeyWasReplacedIsAHarmlessRepetition() {
        String body = World.request(person, "utility", person.sealed(company, "once"));
        World.sendByKafka(company, person, "again", body);
        assertThat(World.decided(MessageIds.of(company, "again"))).isEqualTo("queued");
        publish(withNewKey(person)).statusCode(200);

        RecordMetadata again = World.sendByKafka(company, person, "again", body);
        RecordMetadata other = World.sendByKafka(
                company, person, "again", World.request(person, "utility", person.sealed(company, "other")));

        World.awaitDeadLetter(other, "idempotency_key_reused");
        String place = "\"partition\":%d,\"offset\":%d".formatted(again.partition(), again.offset());
        assertThat(World.topic("notification.requests.dead", 24))
                .noneMatch(letter -> letter.contains(again.topic()) && letter.contains(place));
    }

    @Test
    void whatWaitsForAReplacedKeyIsStillHandedToItsDevice() throws Exception {
        send("old", person).statusCode(202);
        assertThat(World.decided(MessageIds.of(company, "old"))).isEqualTo("queued");
        Person renewed = withNewKey(person);
        publish(renewed).statusCode(200);

        try (Inbox inbox = new Inbox(renewed)) {
            awaitReceived(inbox, 1);

            String sealed = inbox.received().getFirst().path("sealed").asText();
            assertThat(Sealing.open(person.key(), sealed)).isEqualTo("hello");
        }
    }

    @Test
    void aListeningDeviceIsHandedWhatIsSealedToTheKeyThatItPublishesMeanwhile() throws Exception {
        try (Inbox inbox = new Inbox(person)) {
            Person renewed = withNewKey(person);
            publish(renewed).statusCode(200);

            send("new", renewed).statusCode(202);

            awaitReceived(inbox, 1);
            String sealed = inbox.received().getFirst().path("sealed").asText();
            assertThat(Sealing.open(renewed.key(), sealed)).isEqualTo("hello");
        }
    }

    @Test
    void aRevocationEndsWhatWaitsForThisKeyAlone() {
        Person tablet = new Person(person.id(), person.device() + "-b", Sealing.key("k-b-" + person.id()));
        publish(tablet).statusCode(200);
        String alone = MessageIds.of(company, "alone");
        String both = World.sendByRest(
                company,
                "both",
                "{\"user\":\"%s\",\"category\":\"utility\",\"sealed\":[\"%s\",\"%s\"]}"
                        .formatted(person.id(), person.sealed(company, "x"), tablet.sealed(company, "x")));
        send("alone", person).statusCode(202);
        assertThat(World.decided(alone)).isEqualTo("queued");
        assertThat(World.decided(both)).isEqualTo("queued");

        revoke(person, person.key().getKeyID()).statusCode(204);

        assertThat(World.row(alone)).isEqualTo("suppressed cancelled_by_key_revocation");
        assertThat(World.query("select sealed from message where id = '" + alone + "'"))
                .isNull();
        assertThat(World.row(both)).isEqualTo("queued");
        assertThat(World.query("select kids || ' ' || array_length(string_to_array(sealed, ' '), 1) from message"
                        + " where id = '" + both + "'"))
                .isEqualTo(tablet.key().getKeyID() + " 1");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(World.topic("notification.deliveries", 24))
                        .anyMatch(event ->
                                event.contains(alone) && event.contains("\"reason\":\"cancelled_by_key_revocation\"")));
    }

    @Test
    void whatWasHandedOverIsNotOfferedAgainAndItsReceiptStillCounts() throws Exception {
        String id = MessageIds.of(company, "1");
        try (Inbox inbox = new Inbox(person)) {
            send("1", person).statusCode(202);
            awaitReceived(inbox, 1);
        }
        Person renewed = withNewKey(person);
        publish(renewed).statusCode(200);

        revoke(person, person.key().getKeyID()).statusCode(204);

        try (Inbox inbox = new Inbox(renewed)) {
            send("2", renewed).statusCode(202);
            awaitReceived(inbox, 1);
            assertThat(inbox.received().getFirst().path("messageId").asText()).isEqualTo(MessageIds.of(company, "2"));
        }
        person.api()
                .body("{\"receipts\":[{\"messageId\":\"" + id + "\",\"status\":\"delivered\"}]}")
                .post("/v1/receipts")
                .then()
                .body("results.result", contains("recorded"));
    }

    /** Nobody's device listens, so nothing but the revocation itself can end the message. */
    @Test
    void aRevocationThatComesWhileTheGateDecidesCancelsWhatTheGateStores() {
        World.query("create or replace function slow() returns trigger language plpgsql as"
                + " 'begin perform pg_sleep(2); return new; end'");
        World.query("create trigger slow before insert on message for each row execute function slow()");
        send("decided", person).statusCode(202);
        Awaitility.await()
                .until(() -> World.query("select 1 from pg_stat_activity where wait_event = 'PgSleep'") != null);

        revoke(person, person.key().getKeyID()).statusCode(204);

        assertThat(World.row(MessageIds.of(company, "decided"))).isEqualTo("suppressed cancelled_by_key_revocation");
    }

    private static Person withNewKey(Person person) {
        return with(person, Sealing.key("k-" + UUID.randomUUID()));
    }

    private static Person with(Person person, ECKey key) {
        return new Person(person.id(), person.device(), key);
    }

    private static ValidatableResponse publish(Person device) {
        return device.api()
                .body(device.key().toPublicJWK().toJSONString())
                .put("/v1/devices/" + device.device() + "/key")
                .then();
    }

    private static ValidatableResponse revoke(Person device, String kid) {
        return device.api()
                .delete("/v1/devices/" + device.device() + "/keys/" + kid)
                .then();
    }

    private ValidatableResponse history() {
        return person.api()
                .get("/v1/devices/" + person.device() + "/keys")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse directory() {
        return World.as("company", company)
                .get("/v1/people/" + person.id() + "/keys")
                .then()
                .statusCode(200);
    }

    /** Sealed anew each time would be another body: the same key and recipient give the same request. */
    private ValidatableResponse send(String key, Person recipient) {
        return World.as("company", company)
                .header("Idempotency-Key", key)
                .body(bodies.computeIfAbsent(
                        recipient.key().getKeyID(),
                        _ -> World.request(recipient, "utility", recipient.sealed(company, "hello"))))
                .post("/v1/notifications")
                .then();
    }

    private static void awaitReceived(Inbox inbox, int messages) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> inbox.received().size() >= messages);
    }
}
