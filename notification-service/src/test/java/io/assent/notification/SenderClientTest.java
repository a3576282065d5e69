package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import io.assent.notification.World.Person;
import io.assent.notification.client.Category;
import io.assent.notification.client.Chat;
import io.assent.notification.client.ClientSettings;
import io.assent.notification.client.Notification;
import io.assent.notification.client.NotificationClient;
import io.assent.notification.client.Outcome;
import io.assent.notification.client.Refused;
import io.assent.notification.client.Seal;
import io.assent.notification.client.SealedNotification;
import io.assent.notification.client.SendResult;
import io.assent.notification.client.SendResult.Accepted;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client for senders says of the service is what the service does. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class SenderClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Person person;
    private String company;
    private ECKey companyKey;
    private NotificationClient client;

    @BeforeEach
    void anAcceptedContact() {
        person = World.person();
        company = World.company();
        World.accepted(person, company);
        companyKey = Seal.newKey("key-of-" + company);
        URI service = URI.create("http://localhost:" + RestAssured.port);
        client = new NotificationClient(ClientSettings.of(
                        service, company, () -> ServersTestResource.tokens().token("company", company))
                .withKeys(List.of(companyKey))
                .withPatience(PATIENCE)
                .withAnswerTimeout(PATIENCE));
    }

    @AfterEach
    void itIsOver() {
        World.query("drop trigger if exists out_of_order on intake");
        client.close();
    }

    @Test
    void aMessageIsSealedSentOpenedAndFollowedToItsEnd() throws Exception {
        try (Inbox inbox = new Inbox(person)) {
            String id = accepted(client.send(message("1", "your parcel is on its way")));

            JsonNode item = first(inbox);
            assertThat(item.path("messageId").asText()).isEqualTo(id);
            assertThat(Sealing.open(person.key(), item.path("sealed").asText())).isEqualTo("your parcel is on its way");
            assertThat(client.follow(id, Duration.ofMillis(100))).isEqualTo(new Outcome.Open("sent"));
            receipt(id);

            assertThat(client.follow(id, PATIENCE))
                    .isInstanceOfSatisfying(
                            Outcome.Delivered.class,
                            end -> assertThat(end.readAt()).isPresent());
        }
    }

    @Test
    void aRefusalSaysWhy() throws Exception {
        Person stranger = World.person();
        Notification tooLong = message("1", "x").withTtl(Duration.ofDays(31));

        assertThat(refused(client.send(tooLong)).reason()).isEqualTo("ttl_out_of_bounds");
        assertThat(refused(client.send(Notification.of("2", stranger.id(), Category.UTILITY, "x")))
                        .reason())
                .isEqualTo("no_consent");
    }

    @Test
    void aMessageForLaterWaitsAndIsTakenBack() throws Exception {
        String id = accepted(client.send(message("later", "x")
                .withSendAt(java.time.Instant.now().plusSeconds(3600))
                .respectingQuietHours()));
        assertThat(World.decided(id)).isEqualTo("scheduled");

        assertThat(client.cancel(id)).isEmpty();

        assertThat(client.follow(id, PATIENCE)).isEqualTo(new Outcome.Suppressed("cancelled_by_sender"));
    }

    @Test
    void aTemplateIsNamed() throws Exception {
        String id = accepted(client.send(
                message("templated", "x").withTemplate(new io.assent.notification.client.Template("parcel", "de"))));

        assertThat(World.decided(id)).isEqualTo("suppressed unknown_template");
    }

    @Test
    void whatWasSealedBeforeTheNoIsSuppressed() throws Exception {
        var sealed = (SealedNotification) client.seal(message("1", "x"));
        World.freshConsent(World.consent(person, company, "withdrawn", false));

        String id = accepted(client.send(sealed));

        assertThat(client.follow(id, PATIENCE)).isEqualTo(new Outcome.Suppressed("consent_withdrawn"));
    }

    @Test
    void theSameBytesAreTheSameMessageAndSealedAnewTheyAreNot() throws Exception {
        var sealed = (SealedNotification) client.seal(message("1", "x"));

        String id = accepted(client.send(sealed));

        assertThat(accepted(client.send(sealed))).isEqualTo(id);
        assertThat(refused(client.send(message("1", "x"))).reason()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void anOutageIsBridged() throws Exception {
        World.query("create or replace function out_of_order() returns trigger language plpgsql as"
                + " $$ begin raise exception 'out of order' using errcode = '53300'; end $$");
        World.query("create trigger out_of_order before insert on intake for each row execute function out_of_order()");
        int before = unavailable();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<SendResult> sent = threads.submit(() -> client.send(message("1", "x")));
            Awaitility.await().atMost(PATIENCE).until(() -> unavailable() > before);

            World.query("drop trigger out_of_order on intake");

            assertThat(World.decided(accepted(sent.get()))).isEqualTo("queued");
        }
    }

    @Test
    void whatThePersonWritesBackIsOpened() throws Exception {
        client.publishKey(companyKey);
        String published = World.as("person", person.id())
                .get("/v1/companies/" + company + "/key")
                .asString();
        person.api()
                .header("Idempotency-Key", "c-1")
                .body("{\"company\":\"%s\",\"sealed\":\"%s\"}"
                        .formatted(company, Sealing.seal(ECKey.parse(published), company, person.id(), "where is it?")))
                .post("/v1/chats")
                .then()
                .statusCode(202);

        List<Chat> chats = client.chats(0, 10);

        assertThat(chats).hasSize(1);
        assertThat(chats.getFirst().user()).isEqualTo(person.id());
        assertThat(chats.getFirst().content()).isEqualTo(new Chat.Content.Opened("where is it?"));
        assertThat(client.chats(chats.getFirst().cursor(), 10)).isEmpty();
    }

    private Notification message(String key, String text) {
        return Notification.of(key, person.id(), Category.UTILITY, text);
    }

    private void receipt(String id) {
        person.api()
                .body("{\"receipts\":[{\"messageId\":\"%s\",\"status\":\"read\"}]}".formatted(id))
                .post("/v1/receipts")
                .then()
                .statusCode(200);
    }

    private static JsonNode first(Inbox inbox) {
        Awaitility.await().atMost(PATIENCE).until(() -> !inbox.received().isEmpty());
        return inbox.received().getFirst();
    }

    /** How often the service has said that it cannot take a message now. */
    private static int unavailable() {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count")
                        && line.contains("uri=\"/v1/notifications\"")
                        && line.contains("status=\"503\""))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String accepted(SendResult result) {
        assertThat(result).isInstanceOf(Accepted.class);
        return ((Accepted) result).messageId();
    }

    private static Refused refused(SendResult result) {
        assertThat(result).isInstanceOf(Refused.class);
        return (Refused) result;
    }
}
