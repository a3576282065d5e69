package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.ECKey;
import io.assent.notification.World.Person;
import io.assent.notification.delivery.MessageIds;
import io.assent.servers.HttpReceiver;
import io.assent.servers.HttpReceiver.Received;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what becomes of a message to the server of its company. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@TestProfile(OpenReceivers.class)
class WebhookTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpReceiver receiver = HttpReceiver.start();
    private String company;
    private Person person;

    @BeforeEach
    void givenACompanyAndAPerson() {
        company = World.company();
        person = World.person();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void theLifeOfAMessageIsToldStepByStepAndSigned() throws Exception {
        Hook hook = Hook.registered(company, receiver.url("/hook"));
        World.accepted(person, company);
        String id = send("m-1");

        receivedAndRead(id);

        hook.awaitDelivered(3);
        assertThat(types()).containsExactly("notification.sent", "notification.delivered", "notification.read");
        assertThat(receiver.received()).extracting(Received::id).doesNotHaveDuplicates();
        Received first = receiver.received().getFirst();
        assertThat(first.isSignedBy(hook.key())).isTrue();
        JsonNode data = JSON.readTree(first.body()).path("data");
        assertThat(data.path("messageId").asText()).isEqualTo(id);
        assertThat(data.path("eventId").asText()).isEqualTo("m-1");
        assertThat(data.path("user").asText()).isEqualTo(person.id());
        assertThat(data.path("category").asText()).isEqualTo("utility");
        assertThat(data.has("sealed")).isFalse();
    }

    @Test
    void whatIsSuppressedIsToldWithItsReasonAndToItsCompanyAlone() throws Exception {
        Hook hook = Hook.registered(company, receiver.url("/"), "notification.suppressed");
        String other = World.company();
        World.sendByRest(other, "x", World.request(person, "utility", person.sealed(other, "x")));

        send("m-1");

        hook.awaitDelivered(1);
        assertThat(receiver.received()).hasSize(1);
        JsonNode data = JSON.readTree(receiver.received().getFirst().body()).path("data");
        assertThat(data.path("reason").asText()).isEqualTo("no_consent");
        assertThat(data.path("company").asText()).isEqualTo(company);
    }

    @Test
    void aReplyInAChatIsToldWithoutItsText() throws Exception {
        Hook hook = Hook.registered(company, receiver.url("/"), "chat.replied");
        World.accepted(person, company);
        ECKey companyKey = Sealing.key("of-" + company);
        World.as("company", company)
                .body(companyKey.toPublicJWK().toJSONString())
                .put("/v1/companies/" + company + "/key")
                .then()
                .statusCode(200);

        person.api()
                .header("Idempotency-Key", "chat-1")
                .body("{\"company\":\"%s\",\"sealed\":\"%s\"}"
                        .formatted(company, Sealing.seal(companyKey, company, person.id(), "hello")))
                .post("/v1/chats")
                .then()
                .statusCode(202);

        hook.awaitDelivered(1);
        JsonNode body = JSON.readTree(receiver.received().getFirst().body());
        assertThat(body.path("type").asText()).isEqualTo("chat.replied");
        assertThat(body.path("data").path("user").asText()).isEqualTo(person.id());
        assertThat(body.toString()).doesNotContain("sealed", "hello");
    }

    @Test
    void whoAnswersWronglyIsSentTheSameAgain() {
        Hook hook = Hook.registered(company, receiver.url("/"), "notification.suppressed");
        receiver.answers(500);
        send("m-1");
        await().until(() -> !receiver.received().isEmpty());
        receiver.answers(204);

        hook.timeHasCome();

        hook.awaitDelivered(1);
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().stream().map(Received::id).distinct()).hasSize(1);
    }

    @Test
    void whoAnswersTooLateIsSentItAgain() {
        Hook hook = Hook.registered(company, receiver.url("/"), "notification.suppressed");
        CountDownLatch over = new CountDownLatch(1);
        receiver.answers((_, exchange) -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            HttpReceiver.status(exchange, 204);
        });
        send("m-1");
        await().until(() -> hook.state().getLong("failures") == 1);
        over.countDown();

        hook.timeHasCome();

        hook.awaitDelivered(1);
    }

    @Test
    void whoIsGoneIsSentNothingUntilItIsEnabled() {
        Hook hook = Hook.registered(company, receiver.url("/"), "notification.suppressed");
        receiver.answers(410);
        send("m-1");
        await().until(() -> hook.state().getString("state").equals("disabled"));
        send("m-2");
        await().until(() -> hook.deliveries("pending").size() == 2);
        assertThat(receiver.received()).hasSize(1);
        receiver.answers(204);

        hook.enable();

        hook.awaitDelivered(2);
    }

    @Test
    void whatIsToldOnceIsNotMadeAWebhookAgain() {
        Hook hook = Hook.registered(company, receiver.url("/"), "notification.suppressed");
        String body = request();
        String id = World.sendByRest(company, "m-1", body);
        World.sendByRest(company, "m-1", body);
        World.sendByKafka(company, person, "m-1", body);
        World.sendByKafka(company, person, "m-2", body);

        hook.awaitDelivered(2);
        assertThat(receiver.received().stream().filter(request -> request.body().contains(id)))
                .hasSize(1);
    }

    @Test
    void whoWasErasedIsNamedInNoWebhook() throws Exception {
        Hook hook = Hook.registered(company, receiver.url("/"), "notification.suppressed");
        World.accepted(person, company);
        String queued = send("m-1");
        assertThat(World.decided(queued)).isEqualTo("queued");
        receiver.answers(500);
        String erasure = "e-" + company;

        World.freshConsent(World.publish(World.erasure(person, erasure)));

        await().untilAsserted(() -> assertThat(
                        World.query("select count(*) from webhook_delivery where person = 'erased-" + erasure
                                + "' and endpoint = '" + hook.id() + "' and body like '%cancelled_by_erasure%'"))
                .isEqualTo("1"));
        assertThat(World.query("select count(*) from webhook_delivery where body like '%" + '"' + person.id() + '"'
                        + "%' or person = '" + person.id() + "'"))
                .isEqualTo("0");
    }

    @Test
    void whatWaitsForAnErasedPersonIsDropped() {
        Hook hook = Hook.registered(company, receiver.url("/"), "notification.suppressed");
        receiver.answers(500);
        send("m-1");
        await().until(() -> hook.deliveries("pending").size() == 1);

        World.freshConsent(World.publish(World.erasure(person, "e-" + company)));

        assertThat(hook.deliveries("pending")).isEmpty();
    }

    @Test
    void anErasureWaitsForWebhooksThatAreBeingMade() throws Exception {
        Hook hook = Hook.registered(company, receiver.url("/"), "notification.suppressed");
        try (Connection making = ServersTestResource.servers().superuser(ServersTestResource.database());
                Statement statement = making.createStatement()) {
            making.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock_shared(hashtext('outcome-webhooks'), 0)");
            statement.execute(
                    "insert into webhook_delivery (id, endpoint, person, type, body, created_at, due_at) values"
                            + " ('msg-" + company + "', '" + hook.id() + "', '" + person.id()
                            + "', 'notification.suppressed', '{}',"
                            + " now(), now() + interval '1 hour')");

            RecordMetadata erasure = World.publish(World.erasure(person, "e-" + company));
            await().until(
                            () -> World.query(
                                    "select count(*) from pg_locks where locktype = 'advisory' and not granted"),
                            waiting -> !waiting.equals("0"));
            making.commit();

            World.freshConsent(erasure);
        }
        assertThat(hook.deliveries("pending")).isEmpty();
    }

    @Test
    void onlyWhatIsToldHereCanBeAskedFor() {
        Hook.register(company, receiver.url("/"), "notification.read", "notification.sent")
                .statusCode(201)
                .body("types", contains("notification.read", "notification.sent"))
                .body("changes", nullValue());
        for (String type : List.of("contact.accepted", "notification.accepted", "read")) {
            refused(Hook.register(company, receiver.url("/" + type), type), 400, "invalid_field");
        }
        refused(
                World.as("company", company)
                        .body("{\"url\":\"%s\",\"changes\":[\"read\"]}".formatted(receiver.url("/")))
                        .post(Hook.path(company))
                        .then(),
                400,
                "invalid_field");
        refused(Hook.register("nobody-knows", receiver.url("/")), 404, "unknown_company");
        refused(World.as("company", World.company()).get(Hook.path(company)).then(), 403, "subject_mismatch");
    }

    private static void refused(io.restassured.response.ValidatableResponse answer, int status, String reason) {
        answer.statusCode(status).body("reason", equalTo(reason));
    }

    private String request() {
        return World.request(person, "utility", person.sealed(company, "x"));
    }

    private String send(String eventId) {
        World.sendByKafka(company, person, eventId, request());
        return MessageIds.of(company, eventId);
    }

    private void receivedAndRead(String id) throws Exception {
        try (Inbox inbox = new Inbox(person)) {
            await().until(() -> !inbox.received().isEmpty());
        }
        for (String status : List.of("delivered", "read")) {
            person.api()
                    .body("{\"receipts\":[{\"messageId\":\"%s\",\"status\":\"%s\"}]}".formatted(id, status))
                    .post("/v1/receipts")
                    .then()
                    .statusCode(200);
        }
    }

    private List<String> types() {
        return receiver.received().stream()
                .map(request -> {
                    try {
                        return JSON.readTree(request.body()).path("type").asText();
                    } catch (java.io.IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }
}
