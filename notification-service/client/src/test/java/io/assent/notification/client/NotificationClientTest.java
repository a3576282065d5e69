package io.assent.notification.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.assent.notification.client.SendResult.Accepted;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationClientTest {
    private static final String ACCEPTED = "{\"messageId\":\"m-1\",\"status\":\"accepted\"}";
    private static final String UNAVAILABLE = "{\"reason\":\"unavailable\",\"retriable\":true,\"detail\":\"later\"}";
    private static final Notification MESSAGE =
            Notification.of("parcel-1", "p-1", Category.UTILITY, "your parcel is on its way");

    private final ECKey phone = Seal.newKey("phone-1");
    private final ECKey shop = Seal.newKey("shop-1");
    private ScriptedService service;
    private NotificationClient client;

    @BeforeEach
    void begin() throws IOException {
        service = new ScriptedService();
        client = new NotificationClient(settings());
    }

    @AfterEach
    void end() {
        client.close();
        service.close();
    }

    @Test
    void sealsToEachDeviceAndSendsUnderTheKeyOfTheMessage() throws Exception {
        ECKey tablet = Seal.newKey("tablet-1");
        service.answers(200, directory(phone, tablet)).answers(202, ACCEPTED);

        SendResult result = client.send(MESSAGE.withTtl(Duration.ofMinutes(5)));

        assertThat(result).isEqualTo(new Accepted("m-1"));
        assertThat(paths()).containsExactly("GET /v1/people/p-1/keys", "POST /v1/notifications");
        assertThat(sent(1))
                .containsOnlyKeys("user", "category", "sealed", "ttlSeconds")
                .containsEntry("ttlSeconds", 300L);
        assertThat(bodies(1).stream().map(this::kid)).containsExactly("phone-1", "tablet-1");
        assertThat(Seal.open(bodies(1).get(1), tablet)).isEqualTo("your parcel is on its way");
        assertThat(service.asked().get(1).idempotencyKey()).isEqualTo("parcel-1");
    }

    @Test
    void asksForTheKeysOfAPersonOnceAndAgainWhenTheyAreOld() throws Exception {
        service.answers(200, directory(phone)).answers(202, ACCEPTED);
        client.send(MESSAGE);
        client.send(MESSAGE);
        assertThat(paths()).containsOnlyOnce("GET /v1/people/p-1/keys");

        ScriptedService other = new ScriptedService();
        other.answers(200, directory(phone))
                .answers(202, ACCEPTED)
                .answers(200, directory(phone))
                .answers(202, ACCEPTED);
        try (other;
                var forgetful = new NotificationClient(
                        ClientSettings.of(other.uri(), "shop", () -> "token").withKeysKept(Duration.ZERO))) {
            forgetful.send(MESSAGE);
            forgetful.send(MESSAGE);

            assertThat(other.asked()).hasSize(4);
        }
    }

    @Test
    void repeatsTheSameBytesUnderTheSameKeyWhenTheServiceIsNotThere() throws Exception {
        service.answers(200, directory(phone))
                .answers(503, UNAVAILABLE)
                .cutsTheLine()
                .answers(502, "<html>bad gateway</html>")
                .answers(202, ACCEPTED);

        assertThat(client.send(MESSAGE)).isEqualTo(new Accepted("m-1"));

        assertThat(service.asked()).hasSize(5);
        assertThat(service.asked().subList(1, 5))
                .extracting(ScriptedService.Asked::body)
                .containsOnly(service.asked().get(1).body());
        assertThat(service.asked().subList(1, 5))
                .extracting(ScriptedService.Asked::idempotencyKey)
                .containsOnly("parcel-1");
    }

    @Test
    void comesBackWhenItWasToldToAndNotBefore() throws Exception {
        service.answers(200, directory(phone))
                .answers(429, "", Map.of("Retry-After", "1"))
                .answers(202, ACCEPTED);

        assertThat(client.send(MESSAGE)).isEqualTo(new Accepted("m-1"));

        long waited = service.asked().get(2).atNanos() - service.asked().get(1).atNanos();
        assertThat(Duration.ofNanos(waited)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void doesNotWaitForAMomentThatIsBeyondItsPatience() throws Exception {
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        service.answers(200, directory(phone))
                .answers(503, "{\"reason\":\"unavailable\",\"retriable\":true,\"retryAfter\":\"" + tomorrow + "\"}");

        Refused refused = (Refused) client.send(MESSAGE);

        assertThat(refused.retriable()).isTrue();
        assertThat(refused.retryAfter()).contains(tomorrow);
        assertThat(service.asked()).hasSize(2);
    }

    @Test
    void saysWhyItWasRefusedAndDoesNotRepeatIt() throws Exception {
        service.answers(200, directory(phone))
                .answers(400, "{\"reason\":\"ttl_out_of_bounds\",\"retriable\":false,\"detail\":\"too long\"}");

        SendResult result = client.send(MESSAGE);

        assertThat(result)
                .isEqualTo(new Refused(400, "ttl_out_of_bounds", false, java.util.Optional.empty(), "too long"));
        assertThat(service.asked()).hasSize(2);
    }

    @Test
    void sealsAnewWhenADeviceHasAnotherKeyByNow() throws Exception {
        ECKey renewed = Seal.newKey("phone-2");
        service.answers(200, directory(phone))
                .answers(409, "{\"reason\":\"key_revoked\",\"retriable\":true,\"currentKids\":[\"phone-2\"]}")
                .answers(200, directory(renewed))
                .answers(202, ACCEPTED);

        assertThat(client.send(MESSAGE)).isEqualTo(new Accepted("m-1"));

        assertThat(paths())
                .containsExactly(
                        "GET /v1/people/p-1/keys",
                        "POST /v1/notifications",
                        "GET /v1/people/p-1/keys",
                        "POST /v1/notifications");
        assertThat(Seal.open(bodies(3).getFirst(), renewed)).isEqualTo("your parcel is on its way");
        assertThat(service.asked().get(3).idempotencyKey()).isEqualTo("parcel-1");
    }

    @Test
    void sealsAnewOnceAndNotForEver() throws Exception {
        service.answers(200, directory(phone))
                .answers(400, "{\"reason\":\"wrong_key_id\",\"retriable\":false}")
                .answers(200, directory(phone))
                .answers(400, "{\"reason\":\"wrong_key_id\",\"retriable\":false}");

        assertThat(((Refused) client.send(MESSAGE)).reason()).isEqualTo("wrong_key_id");

        assertThat(service.asked()).hasSize(4);
    }

    @Test
    void sendsNothingWhereNoDeviceCouldReadIt() throws Exception {
        service.answers(200, "{\"keys\":[]}");

        assertThat(((Refused) client.send(MESSAGE)).reason()).isEqualTo("no_key");

        assertThat(service.asked()).hasSize(1);
    }

    @Test
    void throwsWhenNobodyAnswersWhilePatienceLasts() throws Exception {
        service.cutsTheLine();
        try (var impatient = new NotificationClient(settings().withPatience(Duration.ofMillis(300)))) {
            assertThatThrownBy(() -> impatient.outcome("m-1")).isInstanceOf(NoAnswerException.class);
        }
        assertThat(service.asked()).hasSizeGreaterThan(1);
    }

    @Test
    void anInterruptionIsOne() throws Exception {
        service.answers(503, UNAVAILABLE);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> client.outcome("m-1")).isInstanceOf(InterruptedException.class);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void followsAMessageUntilItsEnd() throws Exception {
        service.answers(404, "{\"reason\":\"not_found\"}")
                .answers(200, "{\"status\":\"accepted\"}")
                .answers(200, "{\"status\":\"of a later version\"}")
                .answers(
                        200,
                        "{\"status\":\"read\",\"deliveredAt\":\"2026-01-01T00:00:00Z\",\"readAt\":\"2026-01-01T00:00:01Z\"}");

        Outcome end = client.follow("m-1", Duration.ofSeconds(20));

        assertThat(end)
                .isEqualTo(new Outcome.Delivered(
                        Instant.parse("2026-01-01T00:00:00Z"),
                        java.util.Optional.of(Instant.parse("2026-01-01T00:00:01Z"))));
        assertThat(service.asked()).hasSize(4);
    }

    @Test
    void tellsHowFarItCameWhenPatienceEnds() throws Exception {
        service.answers(200, "{\"status\":\"sent\"}");

        assertThat(client.follow("m-1", Duration.ofMillis(200))).isEqualTo(new Outcome.Open("sent"));
    }

    @Test
    void opensWhatPeopleWroteAndNamesWhatItCannotOpen() throws Exception {
        String own = Seal.seal("where is it?", shop, "shop", "p-1");
        String toAnother = Seal.seal("x", Seal.newKey("shop-0"), "shop", "p-1");
        String ofAnother = Seal.seal("x", shop, "shop", "p-2");
        service.answers(200, "{\"chats\":[%s,%s,%s]}".formatted(chat(3, own), chat(4, toAnother), chat(7, ofAnother)));

        List<Chat> chats = client.chats(2, 50);

        assertThat(paths()).containsExactly("GET /v1/companies/shop/chats?after=2&limit=50");
        assertThat(chats).extracting(Chat::cursor).containsExactly(3L, 4L, 7L);
        assertThat(chats.getFirst().content()).isEqualTo(new Chat.Content.Opened("where is it?"));
        assertThat(chats.subList(1, 3))
                .allSatisfy(chat -> assertThat(chat.content()).isInstanceOf(Chat.Content.Unreadable.class));
    }

    @Test
    void publishesNothingPrivate() throws Exception {
        service.answers(200, "{}");

        client.publishKey(shop);

        assertThat(paths()).containsExactly("PUT /v1/companies/shop/key");
        assertThat(sent(0))
                .containsEntry("kid", "shop-1")
                .containsKeys("x", "y")
                .doesNotContainKey("d");
    }

    @Test
    void whatIsLoggedByMistakeTellsNothing() {
        String secret = shop.getD().toString();

        assertThat(settings().toString()).doesNotContain(secret);
        assertThat(MESSAGE.toString()).doesNotContain("parcel", "p-1");
        assertThat(new Chat.Content.Opened("where is it?").toString()).doesNotContain("where");
    }

    private ClientSettings settings() {
        return ClientSettings.of(service.uri(), "shop", () -> "token").withKeys(List.of(shop));
    }

    private List<String> paths() {
        return service.asked().stream()
                .map(asked -> asked.method() + " " + asked.path())
                .toList();
    }

    private Map<String, Object> sent(int call) throws ParseException {
        return JSONObjectUtils.parse(service.asked().get(call).body());
    }

    private List<String> bodies(int call) throws ParseException {
        return JSONObjectUtils.getStringList(sent(call), "sealed");
    }

    private String kid(String sealed) {
        try {
            return com.nimbusds.jose.JWEObject.parse(sealed).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static String chat(long cursor, String sealed) {
        return "{\"cursor\":%d,\"messageId\":\"m-%d\",\"user\":\"p-1\",\"sealed\":\"%s\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}"
                .formatted(cursor, cursor, sealed);
    }

    private static String directory(ECKey... keys) {
        StringBuilder entries = new StringBuilder();
        for (ECKey key : keys) {
            entries.append(entries.isEmpty() ? "" : ",")
                    .append("{\"device\":\"d\",\"kid\":\"%s\",\"jwk\":%s}"
                            .formatted(key.getKeyID(), key.toPublicJWK().toJSONString()));
        }
        return "{\"keys\":[" + entries + "]}";
    }
}
