package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.jwk.ECKey;
import io.assent.notification.World.Person;
import io.assent.notification.delivery.MessageIds;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class GateTest {
    @Test
    void restAndKafkaTakeTheSameWay() {
        Person person = World.person();
        String company = World.company();
        World.accepted(person, company);

        String byRest =
                World.sendByRest(company, "r-1", World.request(person, "utility", person.sealed(company, "by REST")));
        World.sendByKafka(
                company, person, "k-1", World.request(person, "marketing", person.sealed(company, "by Kafka")));

        assertThat(World.decided(byRest)).isEqualTo("queued");
        assertThat(World.decided(MessageIds.of(company, "k-1"))).isEqualTo("queued");
    }

    @Test
    void aRepetitionIsHarmlessAndAnotherBodyUnderTheSameIdIsRefused() {
        Person person = World.person();
        String company = World.company();
        World.accepted(person, company);
        String body = World.request(person, "utility", person.sealed(company, "once"));
        String other = World.request(person, "utility", person.sealed(company, "other"));

        World.sendByKafka(company, person, "e-1", body);
        World.sendByKafka(company, person, "e-1", body);
        RecordMetadata reused = World.sendByKafka(company, person, "e-1", other);
        World.sendByRest(company, "r-1", body);
        World.sendByRest(company, "r-1", body);

        World.awaitDeadLetter(reused, "idempotency_key_reused");
        assertThat(World.decided(MessageIds.of(company, "r-1"))).isEqualTo("queued");
        assertThat(World.topic("notification.deliveries", 24).stream()
                        .filter(event -> event.contains(MessageIds.of(company, "e-1"))))
                .hasSize(1);
        World.as("company", company)
                .header("Idempotency-Key", "r-1")
                .body(other)
                .post("/v1/notifications")
                .then()
                .statusCode(422)
                .body("reason", equalTo("idempotency_key_reused"));
    }

    @Test
    void eachPoisonRecordIsDeadLetteredAndItsNeighboursFlow() {
        Person person = World.person();
        String company = World.company();
        World.accepted(person, company);
        String topic = "notification.requests." + company;
        ECKey foreign = Sealing.key("k-foreign");
        String good = World.request(person, "utility", person.sealed(company, "good"));

        World.sendByKafka(company, person, "before", good);
        RecordMetadata notJson = World.sendByKafka(company, person, "p-1", "{\"user\":");
        RecordMetadata deep = World.sendByKafka(company, person, "p-2", "{\"more\":" + "[".repeat(1_000));
        RecordMetadata plain = World.sendByKafka(company, person, "p-3", World.request(person, "utility", "hello"));
        RecordMetadata wrongKey = World.sendByKafka(
                company,
                person,
                "p-4",
                World.request(person, "utility", Sealing.seal(foreign, person.id(), company, "x")));
        RecordMetadata huge = World.sendByKafka(company, person, "p-5", "{\"x\":\"" + "x".repeat(900_000) + "\"}");
        RecordMetadata bare = World.send(new ProducerRecord<>(topic, World.bytes(person.id()), World.bytes(good)));
        RecordMetadata unknownType = World.send(topic, null, person.id(), "io.assent.Unknown", "p-6", good);
        RecordMetadata longTtl = World.sendByKafka(
                company,
                person,
                "p-7",
                good.replace("\"category\":\"utility\"", "\"category\":\"authentication\",\"ttlSeconds\":86400"));
        World.sendByKafka(company, person, "after", good);

        assertThat(World.decided(MessageIds.of(company, "before"))).isEqualTo("queued");
        assertThat(World.decided(MessageIds.of(company, "after"))).isEqualTo("queued");
        World.awaitDeadLetter(notJson, "not_json");
        World.awaitDeadLetter(deep, "json_too_deep");
        World.awaitDeadLetter(plain, "not_sealed");
        World.awaitDeadLetter(wrongKey, "wrong_key_id");
        World.awaitDeadLetter(huge, "body_too_large");
        World.awaitDeadLetter(bare, "missing_ce_headers");
        World.awaitDeadLetter(unknownType, "unknown_type");
        World.awaitDeadLetter(longTtl, "ttl_out_of_bounds");
    }

    @Test
    void whatIsNotAllowedIsSuppressedWithItsReason() {
        Person person = World.person();
        String company = World.company();
        String body = World.request(person, "utility", person.sealed(company, "x"));
        Person stranger = new Person("nobody", "d", person.key());

        String neverAsked = World.sendByRest(company, "1", body);
        String unknown =
                World.sendByRest(company, "2", World.request(stranger, "utility", stranger.sealed(company, "x")));
        assertThat(World.decided(neverAsked)).isEqualTo("suppressed no_consent");
        assertThat(World.decided(unknown)).isEqualTo("suppressed unknown_recipient");
        World.consent(person, company, "accepted", false, "chat");
        assertThat(World.decided(World.sendByRest(company, "3", body))).isEqualTo("suppressed purpose_not_granted");
        World.consent(person, company, "withdrawn", false);
        assertThat(World.decided(World.sendByRest(company, "4", body))).isEqualTo("suppressed consent_withdrawn");
        World.consent(person, company, "accepted", true, "notifications.utility");
        assertThat(World.decided(World.sendByRest(company, "5", body))).isEqualTo("suppressed blocked");
    }

    @Test
    void aWithdrawalCancelsWhatIsQueuedAndNoBodyIsKept() {
        Person person = World.person();
        String company = World.company();
        World.accepted(person, company);
        String queued =
                World.sendByRest(company, "q", World.request(person, "utility", person.sealed(company, "queued")));
        assertThat(World.decided(queued)).isEqualTo("queued");

        World.consent(person, company, "withdrawn", false);

        World.awaitStatus(queued, "suppressed cancelled_by_withdrawal");
        assertThat(World.query("select sealed from message where id = '" + queued + "'"))
                .isNull();
    }

    @Test
    void aForeignOrOlderConsentRecordChangesNothing() {
        Person person = World.person();
        String company = World.company();
        World.freshConsent(World.consent(person, company, "withdrawn", false));
        int partition = io.assent.exactlyonce.Partitions.of(person.id(), 24);

        RecordMetadata forged = World.send(
                "consent.events",
                partition,
                person.id() + "|" + company,
                "io.assent.consent.ContactPermissionChanged",
                "forged",
                "{\"user\":\"%s\",\"company\":\"%s\",\"version\":99999999,\"state\":\"accepted\",\"purposes\":[\"notifications.utility\"],\"blocked\":false}"
                        .formatted(person.id(), company));
        World.freshConsent(forged);

        String sent = World.sendByRest(company, "f", World.request(person, "utility", person.sealed(company, "x")));
        assertThat(World.decided(sent)).isEqualTo("suppressed consent_withdrawn");
    }

    @Test
    void badRequestsAreRefusedWithAReason() {
        Person person = World.person();
        String company = World.company();
        String good = World.request(person, "utility", person.sealed(company, "x"));

        refused(World.as("company", company).body(good), 400, "idempotency_key_missing");
        refused(with(company).body("{\"user\":"), 400, "not_json");
        refused(with(company).body(World.request(person, "utility", "plaintext")), 400, "not_sealed");
        refused(with(company).body(World.request(person, "spam", person.sealed(company, "x"))), 400, "invalid_field");
        refused(
                with(company).body(World.request(person, "utility", person.sealed("other", "x"))),
                400,
                "wrong_recipient");
        refused(with(company).body("{\"x\":\"" + "x".repeat(70_000) + "\"}"), 413, "body_too_large");
        refused(with("nobody-knows").body(good), 403, "unknown_company");
        refused(person.api().header("Idempotency-Key", "k").body(good), 403, "forbidden");
    }

    private static io.restassured.specification.RequestSpecification with(String company) {
        return World.as("company", company).header("Idempotency-Key", "bad");
    }

    private static void refused(io.restassured.specification.RequestSpecification call, int status, String reason) {
        call.post("/v1/notifications").then().statusCode(status).body("reason", equalTo(reason));
    }
}
