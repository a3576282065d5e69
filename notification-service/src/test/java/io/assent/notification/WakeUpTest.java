package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.Headers;
import io.assent.notification.World.Person;
import io.assent.servers.HttpReceiver;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a message for somebody who does not listen to the push service of their device. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@TestProfile(WakeUpsOn.class)
class WakeUpTest {
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final HttpReceiver service = HttpReceiver.start();
    private final List<Headers> knocks = new CopyOnWriteArrayList<>();
    private Person person;
    private String company;

    @BeforeEach
    void aContactThatDoesNotListen() {
        answers(201);
        person = World.person();
        company = World.company();
        World.accepted(person, company);
    }

    @AfterEach
    void stop() {
        World.query("delete from push_subscription");
        service.close();
    }

    @Test
    void aMessageWakesTheDeviceAndNothingIsToldOfIt() throws Exception {
        subscribe(person, "/device-1");

        String id = send("1", "utility");

        awaitKnocks(1);
        Headers headers = knocks.getFirst();
        assertThat(service.received().getFirst().path()).isEqualTo("/device-1");
        assertThat(service.received().getFirst().body()).isEmpty();
        assertThat(headers.getFirst("Urgency")).isEqualTo("normal");
        assertThat(Long.parseLong(headers.getFirst("TTL")))
                .isBetween(
                        Duration.ofDays(30).toSeconds() - 60,
                        Duration.ofDays(30).toSeconds());
        assertThat(headers.toString()).doesNotContain(id, company, person.id(), person.device(), "utility");
    }

    @Test
    void thePushServiceCanVerifyWhoKnocks() throws Exception {
        subscribe(person, "/");
        send("1", "utility");
        awaitKnocks(1);

        String authorization = knocks.getFirst().getFirst("Authorization");
        String key = person.api()
                .get("/v1/push/key")
                .then()
                .statusCode(200)
                .extract()
                .path("key");

        assertThat(authorization).startsWith("vapid t=").endsWith(", k=" + key);
        SignedJWT token = SignedJWT.parse(authorization.substring("vapid t=".length(), authorization.indexOf(',')));
        assertThat(token.verify(new ECDSAVerifier(point(key)))).isTrue();
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("http://127.0.0.1:" + service.port());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("mailto:operator@example.com");
        assertThat(token.getJWTClaimsSet().getExpirationTime().toInstant())
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    void aDeviceIsWokenOnceUntilItConnects() throws Exception {
        subscribe(person, "/");
        send("1", "utility");
        awaitKnocks(1);

        send("2", "utility");
        Awaitility.await().during(QUIET).atMost(QUIET.multipliedBy(2)).until(() -> knocks.size() == 1);
        try (Inbox inbox = new Inbox(person)) {
            Awaitility.await().until(() -> inbox.received().size() == 2);
        }
        awaitOutstanding(0);
        send("3", "utility");

        awaitKnocks(2);
    }

    @Test
    void whatIsMoreUrgentWakesItAgain() {
        subscribe(person, "/");
        send("1", "marketing");
        awaitKnocks(1);

        World.chatting(person, company);
        send("2", "chat");

        awaitKnocks(2);
        assertThat(knocks).extracting(headers -> headers.getFirst("Urgency")).containsExactly("low", "high");
        assertThat(knocks).extracting(headers -> headers.getFirst("Topic")).containsOnly("wake-up");
    }

    @Test
    void whoListensIsNotWoken() throws Exception {
        subscribe(person, "/");
        try (Inbox inbox = new Inbox(person)) {
            send("1", "utility");
            Awaitility.await().until(() -> inbox.received().size() == 1);

            Awaitility.await().during(QUIET).atMost(QUIET.multipliedBy(2)).until(knocks::isEmpty);
        }
    }

    @Test
    void aDeviceThatCouldNotOpenItSleepsOn() {
        Person tablet = tablet();
        subscribe(person, "/phone");
        subscribe(tablet, "/tablet");

        send("1", "utility");

        awaitKnocks(1);
        Awaitility.await().during(QUIET).atMost(QUIET.multipliedBy(2)).until(() -> knocks.size() == 1);
        assertThat(service.received().getFirst().path()).isEqualTo("/phone");
    }

    @Test
    void aSubscriptionThatHasEndedIsForgotten() {
        answers(410);
        subscribe(person, "/");

        send("1", "utility");

        Awaitility.await().until(() -> count("push_subscription") == 0);
        assertThat(knocks).hasSize(1);
        assertThat(count("wake_up")).isZero();
    }

    @Test
    void aPushServiceThatFailsIsTriedAgain() {
        answers(500);
        subscribe(person, "/");
        send("1", "utility");
        Awaitility.await()
                .until(() -> World.query("select 1 from wake_up where attempts = 1 and next_at between"
                                + " now() + interval '5 seconds' and now() + interval '13 seconds' and device = '"
                                + person.device() + "'")
                        != null);

        answers(201);
        World.query("update wake_up set next_at = now()");

        awaitKnocks(2);
        Awaitility.await().until(() -> World.query("select 1 from wake_up where next_at is null") != null);
        Awaitility.await()
                .untilAsserted(() -> World.as("operator", "ops")
                        .get("/q/metrics")
                        .then()
                        .body(org.hamcrest.Matchers.containsString("assent_wakeups_total{result=\"retried\"}")));
    }

    @Test
    void whatIsTakenBackMeanwhileWakesNobody() {
        answers(500);
        subscribe(person, "/");
        send("1", "utility");
        awaitKnocks(1);
        World.freshConsent(World.consent(person, company, "withdrawn", false));

        World.query("update wake_up set next_at = now()");

        awaitOutstanding(0);
        assertThat(knocks).hasSize(1);
    }

    /** As after a crash between the gate's commit and the note of whom to wake: nobody had subscribed when it was told. */
    @Test
    void whatNobodyNotedIsFoundWhenItHasWaitedForHalfAMinute() {
        String id = send("1", "utility");
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .until(() -> World.row(id).equals("queued"));
        subscribe(person, "/");

        World.query("update message set recorded_at = now() - interval '1 minute' where id = '" + id + "'");

        awaitKnocks(1);
    }

    @Test
    void itIsFoundThoughAnotherDeviceOfThePersonListens() throws Exception {
        Person tablet = tablet();
        try (Inbox _ = new Inbox(person)) {
            String id = World.sendByRest(
                    company, "1", World.request(person, "utility", tablet.sealed(company, "for the tablet")));
            Awaitility.await().during(Duration.ofSeconds(1)).until(() -> "queued".equals(World.row(id)));
            subscribe(tablet, "/tablet");

            World.query("update message set recorded_at = now() - interval '1 minute' where id = '" + id + "'");

            awaitKnocks(1);
        }
    }

    @Test
    void whatADeviceThatIsGoneWasHandedWithoutAReceiptWakesItOnce() throws Exception {
        subscribe(person, "/");
        connectedAnHourAgo();
        try (Inbox inbox = new Inbox(person)) {
            handedOverAMinuteAgo(inbox);

            Awaitility.await().during(QUIET).atMost(QUIET.multipliedBy(2)).until(knocks::isEmpty);
        }
        awaitKnocks(1);

        try (Inbox again = new Inbox(person)) {
            Awaitility.await().until(() -> again.received().size() == 1);
        }
        awaitOutstanding(0);
        Awaitility.await().during(QUIET).atMost(QUIET.multipliedBy(2)).until(() -> knocks.size() == 1);
    }

    private void handedOverAMinuteAgo(Inbox inbox) {
        String id = send("1", "utility");
        Awaitility.await().until(() -> inbox.received().size() == 1);
        Awaitility.await().until(() -> connectedLately() != null);
        connectedAnHourAgo();
        World.query("update message set sent_at = now() - interval '1 minute' where id = '" + id + "'");
    }

    private String connectedLately() {
        return World.query("select 1 from push_subscription where connected_at > now() - interval '1 minute'"
                + " and device = '" + person.device() + "'");
    }

    private void connectedAnHourAgo() {
        World.query("update push_subscription set connected_at = now() - interval '1 hour' where device = '"
                + person.device() + "'");
    }

    @Test
    void whoUnsubscribesIsNotWokenAndNobodyUnsubscribesAnother() {
        subscribe(person, "/");
        Person other = World.person();
        other.api()
                .delete("/v1/devices/" + person.device() + "/push")
                .then()
                .statusCode(403)
                .body("reason", equalTo("subject_mismatch"));

        person.api().delete("/v1/devices/" + person.device() + "/push").then().statusCode(204);
        send("1", "utility");

        Awaitility.await().during(QUIET).atMost(QUIET.multipliedBy(2)).until(knocks::isEmpty);
    }

    private Person tablet() {
        Person tablet = new Person(person.id(), person.device() + "-b", Sealing.key("k-b-" + person.id()));
        tablet.api()
                .body(tablet.key().toPublicJWK().toJSONString())
                .put("/v1/devices/" + tablet.device() + "/key")
                .then()
                .statusCode(200);
        return tablet;
    }

    private void answers(int status) {
        service.answers((_, exchange) -> {
            Headers copy = new Headers();
            copy.putAll(exchange.getRequestHeaders());
            knocks.add(copy);
            HttpReceiver.status(exchange, status);
        });
    }

    private void subscribe(Person device, String path) {
        device.api()
                .body("{\"endpoint\":\"" + service.url(path) + "\"}")
                .put("/v1/devices/" + device.device() + "/push")
                .then()
                .statusCode(200);
    }

    private String send(String key, String category) {
        String id = World.sendByRest(company, key, World.request(person, category, person.sealed(company, "hello")));
        Awaitility.await().until(() -> World.row(id) != null);
        return id;
    }

    private void awaitKnocks(int many) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> knocks.size() == many);
    }

    private void awaitOutstanding(int many) {
        Awaitility.await().until(() -> count("wake_up") == many);
    }

    private int count(String table) {
        return Integer.parseInt(
                World.query("select count(*) from %s where device = '%s'".formatted(table, person.device())));
    }

    private static ECKey point(String base64) {
        byte[] point = Base64.getUrlDecoder().decode(base64);
        return new ECKey.Builder(
                        Curve.P_256,
                        Base64URL.encode(Arrays.copyOfRange(point, 1, 33)),
                        Base64URL.encode(Arrays.copyOfRange(point, 33, 65)))
                .build();
    }
}
