package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class InboxTest {
    private static final int CONNECTIONS = 200;

    private Person person;
    private String company;

    @BeforeEach
    void anAcceptedContact() {
        person = World.person();
        company = World.company();
        World.accepted(person, company);
    }

    @Test
    void aListeningDeviceIsHandedItsMessageAndItsReceiptEndsIt() throws Exception {
        try (Inbox inbox = new Inbox(person)) {
            String id = send("1", "your parcel is on its way");

            JsonNode item = first(inbox);

            assertThat(item.path("messageId").asText()).isEqualTo(id);
            assertThat(Sealing.open(person.key(), item.path("sealed").asText())).isEqualTo("your parcel is on its way");
            receipt(id, "delivered", "recorded");
            receipt(id, "read", "recorded");
            receipt(id, "delivered", "duplicate");
            assertThat(World.row(id)).isEqualTo("read");
            assertThat(World.query("select sealed from message where id = '" + id + "'"))
                    .isNull();
        }
    }

    @Test
    void whatHasNoReceiptIsOfferedAgainAndWhatHasOneIsNot() throws Exception {
        String withReceipt;
        String without;
        try (Inbox inbox = new Inbox(person)) {
            withReceipt = send("1", "first");
            without = send("2", "second");
            Awaitility.await().until(() -> inbox.received().size() == 2);
            receipt(withReceipt, "read", "recorded");
        }

        try (Inbox again = new Inbox(person)) {
            JsonNode item = first(again);

            assertThat(item.path("messageId").asText()).isEqualTo(without);
            assertThat(again.received()).hasSize(1);
        }
    }

    @Test
    void everyConnectionIsOfferedWhatHasNoReceiptHoweverManyThereAre() throws Exception {
        try (Inbox _ = new Inbox(person)) {
            send("1", "never acknowledged");
        }
        List<Integer> silent = new CopyOnWriteArrayList<>();

        try (var devices = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                int number = i;
                devices.submit(() -> {
                    try (Inbox inbox = new Inbox(person)) {
                        first(inbox);
                    } catch (ConditionTimeoutException nothingCame) {
                        silent.add(number);
                    }
                    return null;
                });
            }
        }

        assertThat(silent).isEmpty();
    }

    @Test
    void aConnectionThatComesWithANewMessageDoesNotKeepItFromTheOthers() throws Exception {
        try (Inbox early = new Inbox(person)) {
            String id = send("1", "sealed to all of them");
            first(early);
            for (int round = 1; round <= 10; round++) {
                // As the gate of another instance leaves it: this one learns of it when it looks next.
                World.another(id, "queued", "utility");
                try (Inbox _ = new Inbox(person)) {
                    int offers = round + 1;
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(20))
                            .until(() -> early.received().size() >= offers);
                }
            }
        }
    }

    @Test
    void allThatHasNoReceiptIsOfferedAgainThoughItIsMoreThanOneTransactionTakes() throws Exception {
        int many = 205;
        try (Inbox inbox = new Inbox(person)) {
            for (int i = 0; i < many; i++) {
                World.sendByKafka(
                        company,
                        person,
                        "many-" + i,
                        World.request(person, "utility", person.sealed(company, "no " + i)));
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> inbox.received().size() == many);
        }

        try (Inbox again = new Inbox(person)) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> again.received().stream()
                                    .map(item -> item.path("messageId").asText())
                                    .distinct()
                                    .count()
                            == many);
        }
    }

    @Test
    void whatADeviceDoesNotReadStaysInTheDatabaseAndReachesItWhenItReads() throws Exception {
        int many = 301;
        String text = "x".repeat(40_000);
        try (SlowDevice device = new SlowDevice(person)) {
            String first = send("1", "it is connected");
            World.awaitStatus(first, "sent");
            for (int i = 1; i < many; i++) {
                World.sendByKafka(
                        company, person, "large-" + i, World.request(person, "utility", person.sealed(company, text)));
            }
            String all = "select count(*) from message where company = '" + company + "'";
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> World.query(all).equals(Integer.toString(many)));
            Awaitility.await()
                    .during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> World.query(all + " and state = 'queued'") != null
                            && Integer.parseInt(World.query(all + " and state = 'queued'")) > 0);

            assertThat(device.read(many)).hasSize(many);
        }
    }

    @Test
    void aBlockEndsWhatWasSentAndAReceiptAfterItIsTooLate() throws Exception {
        try (Inbox inbox = new Inbox(person)) {
            String id = send("1", "sent before the block");
            first(inbox);

            World.consent(person, company, "accepted", true, "notifications.utility");

            receipt(id, "delivered", "too_late");
            assertThat(World.row(id)).isEqualTo("suppressed cancelled_by_block");
            assertThat(World.topic("notification.deliveries", 24))
                    .noneMatch(event -> event.contains("NotificationDelivered") && event.contains(id));
        }
    }

    @Test
    void nothingQueuedIsHandedToADeviceAfterAWithdrawal() throws Exception {
        String id = send("1", "queued");
        assertThat(World.decided(id)).isEqualTo("queued");
        World.consent(person, company, "withdrawn", false);
        World.awaitStatus(id, "suppressed cancelled_by_withdrawal");

        try (Inbox inbox = new Inbox(person)) {
            String later = send("2", "after");
            World.awaitStatus(later, "suppressed consent_withdrawn");
            assertThat(inbox.received()).isEmpty();
        }
    }

    @Test
    void twoDevicesEachReceiveWhatIsSealedToThem() throws Exception {
        Person second = new Person(person.id(), person.device() + "-b", Sealing.key("k-second-" + person.id()));
        publishKey(second, second.key().getKeyID()).statusCode(200);
        String body = "{\"user\":\"%s\",\"category\":\"utility\",\"sealed\":[\"%s\",\"%s\"]}"
                .formatted(person.id(), person.sealed(company, "both"), second.sealed(company, "both"));

        try (Inbox one = new Inbox(person);
                Inbox other = new Inbox(second)) {
            World.sendByRest(company, "both", body);

            assertThat(Sealing.open(person.key(), first(one).path("sealed").asText()))
                    .isEqualTo("both");
            assertThat(Sealing.open(second.key(), first(other).path("sealed").asText()))
                    .isEqualTo("both");
        }
    }

    @Test
    void twoDevicesMayShareAKey() throws Exception {
        Person second = new Person(person.id(), person.device() + "-b", person.key());
        publishKey(second, person.key().getKeyID()).statusCode(200);

        try (Inbox inbox = new Inbox(second)) {
            send("1", "for both");

            assertThat(Sealing.open(person.key(), first(inbox).path("sealed").asText()))
                    .isEqualTo("for both");
        }
    }

    @Test
    void aKeyIdThatCouldNotBeFoundAgainIsRefused() {
        publishKey(person, "two words").statusCode(400).body("reason", equalTo("invalid_field"));
        publishKey(person, "k".repeat(129)).statusCode(400).body("reason", equalTo("invalid_field"));
    }

    private static ValidatableResponse publishKey(Person device, String kid) {
        return device.api()
                .body(new ECKey.Builder(device.key().toPublicJWK())
                        .keyID(kid)
                        .build()
                        .toJSONString())
                .put("/v1/devices/" + device.device() + "/key")
                .then();
    }

    @Test
    void aReceiptForWhatWasNeverSentIsUnknown() {
        String queued = send("1", "nobody listens");
        assertThat(World.decided(queued)).isEqualTo("queued");

        receipt("m-nothing", "delivered", "unknown_message");
        receipt(queued, "delivered", "unknown_message");
        Person other = World.person();
        other.api()
                .body("{\"receipts\":[{\"messageId\":\"" + queued + "\",\"status\":\"read\"}]}")
                .post("/v1/receipts")
                .then()
                .body("results.result", contains("unknown_message"));
    }

    @Test
    void chatBackReachesTheCompanySealedToItsKeyOnceAndOnlyWithConsent() {
        var companyKey = Sealing.key("company-key");
        World.as("company", company)
                .body(companyKey.toPublicJWK().toJSONString())
                .put("/v1/companies/" + company + "/key")
                .then()
                .statusCode(200);
        String body = "{\"company\":\"%s\",\"sealed\":\"%s\"}"
                .formatted(company, Sealing.seal(companyKey, company, person.id(), "thank you"));

        for (int i = 0; i < 2; i++) {
            person.api()
                    .header("Idempotency-Key", "c-1")
                    .body(body)
                    .post("/v1/chats")
                    .then()
                    .statusCode(202);
        }

        String sealed = World.as("company", company)
                .get("/v1/companies/" + company + "/chats")
                .then()
                .statusCode(200)
                .body("chats.size()", equalTo(1))
                .extract()
                .path("chats[0].sealed");
        assertThat(Sealing.open(companyKey, sealed)).isEqualTo("thank you");
        World.freshConsent(World.consent(person, company, "withdrawn", false));
        person.api()
                .header("Idempotency-Key", "c-2")
                .body(body)
                .post("/v1/chats")
                .then()
                .statusCode(403)
                .body("reason", equalTo("no_consent"));
    }

    @Test
    void keysAreGivenOnlyToAcceptedCompanies() {
        String stranger = World.company();

        World.as("company", company)
                .get("/v1/people/" + person.id() + "/keys")
                .then()
                .statusCode(200);
        World.as("company", stranger)
                .get("/v1/people/" + person.id() + "/keys")
                .then()
                .statusCode(403)
                .body("reason", equalTo("no_consent"));
    }

    @Test
    void everyEventThatIsEmittedKeepsTheContract() throws Exception {
        try (Inbox inbox = new Inbox(person)) {
            String id = send("1", "read at once");
            first(inbox);
            receipt(id, "read", "recorded");
            World.consent(person, company, "withdrawn", false);
            assertThat(World.decided(send("2", "too late"))).startsWith("suppressed");
        }
        Awaitility.await()
                .until(() -> World.topic("notification.deliveries", 24).stream()
                        .anyMatch(event -> event.contains("NotificationSuppressed") && event.contains(company)));

        for (String event : World.topic("notification.deliveries", 24)) {
            int blank = event.indexOf(' ');
            JsonNode data = new com.fasterxml.jackson.databind.ObjectMapper().readTree(event.substring(blank));
            assertThat(io.assent.servers.Contracts.faults(event.substring(0, blank), data))
                    .as(event)
                    .isEmpty();
        }
    }

    private String send(String key, String text) {
        return World.sendByRest(company, key, World.request(person, "utility", person.sealed(company, text)));
    }

    private void receipt(String messageId, String status, String result) {
        person.api()
                .body("{\"receipts\":[{\"messageId\":\"%s\",\"status\":\"%s\"}]}".formatted(messageId, status))
                .post("/v1/receipts")
                .then()
                .statusCode(200)
                .body("results.result", contains(result));
    }

    private static JsonNode first(Inbox inbox) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !inbox.received().isEmpty());
        return inbox.received().getFirst();
    }
}
