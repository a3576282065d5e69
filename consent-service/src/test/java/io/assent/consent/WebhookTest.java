package io.assent.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.servers.HttpReceiver;
import io.assent.servers.HttpReceiver.Received;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a decision of a person to the server of a company. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@TestProfile(OpenReceivers.class)
class WebhookTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpReceiver receiver = HttpReceiver.start();
    private String company;
    private String person;

    @BeforeEach
    void givenACompanyAndAPerson() {
        company = Api.freshCompany();
        person = Api.freshPerson();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void aChangeIsDeliveredOnceWithASignatureThatVerifies() throws Exception {
        Hook hook = Hook.registered(company, receiver.url("/hook"), "accepted");

        Api.accepted(company, person);

        hook.awaitDelivered(1);
        assertThat(receiver.received()).hasSize(1);
        Received request = receiver.received().getFirst();
        assertThat(request.id()).isEqualTo(hook.deliveries("delivered").getFirst());
        assertThat(hook.verifies(request)).isTrue();
        assertThat(Instant.ofEpochSecond(Long.parseLong(request.timestamp())))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        JsonNode body = JSON.readTree(request.body());
        JsonNode told = Log.data(Log.of(person, company).getLast());
        assertThat(body.path("type").asText()).isEqualTo("contact.accepted");
        assertThat(body.path("timestamp")).isEqualTo(told.path("occurredAt"));
        assertThat(body.path("data")).isEqualTo(told);
    }

    @Test
    void aCompanyIsToldOfItsOwnContactsAndNothingElse() {
        Hook hook = Hook.registered(company, receiver.url("/"));
        String other = Api.freshCompany();
        Api.accepted(other, person);
        Api.as("person", person)
                .body("{\"choice\":\"personalised\"}")
                .put("/v1/people/" + person + "/ads-choice")
                .then()
                .statusCode(200);

        Api.accepted(company, person);

        hook.awaitDelivered(2);
        assertThat(types()).containsExactly("contact.requested", "contact.accepted");
        assertThat(receiver.received()).noneMatch(request -> request.body().contains(other));
    }

    @Test
    void aCompanyThatNeverAskedDoesNotLearnWhoBlockedIt() {
        Hook hook = Hook.registered(company, receiver.url("/"));
        act("block");
        act("unblock");

        Api.request(company, person);
        act("block");

        hook.awaitDelivered(2);
        assertThat(types()).containsExactly("contact.requested", "contact.blocked");
        assertThat(receiver.received().getLast().body()).contains("\"blocked\":true");
    }

    @Test
    void whatFailsIsSentAgainUnderTheSameIdAndWithANewTime() throws Exception {
        Hook hook = Hook.registered(company, receiver.url("/"), "accepted");
        receiver.answers(500);
        Api.accepted(company, person);
        await().until(() -> !receiver.received().isEmpty());
        receiver.answers(204);

        hook.timeHasCome();

        hook.awaitDelivered(1);
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().stream().map(Received::id).distinct()).hasSize(1);
        assertThat(hook.verifies(receiver.received().getLast())).isTrue();
    }

    @Test
    void whoDoesNotAnswerInTimeIsSentItAgain() {
        Hook hook = Hook.registered(company, receiver.url("/"), "accepted");
        CountDownLatch over = new CountDownLatch(1);
        receiver.answers((_, exchange) -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            HttpReceiver.status(exchange, 204);
        });
        Api.accepted(company, person);
        await().until(() -> hook.owner()
                .get(hook.path() + "/deliveries")
                .jsonPath()
                .getList("lastResult")
                .equals(List.of("timeout")));
        over.countDown();

        hook.timeHasCome();

        hook.awaitDelivered(1);
    }

    @Test
    void whoIsGoneIsSentNothingUntilItIsEnabled() {
        Hook hook = Hook.registered(company, receiver.url("/"));
        receiver.answers(410);
        Api.request(company, person);
        await().until(() -> hook.state().getString("state").equals("disabled"));
        assertThat(hook.state().getString("reason")).isEqualTo("gone");
        act("decline");
        assertThat(receiver.received()).hasSize(1);
        receiver.answers(204);

        hook.owner().post(hook.path() + "/enable").then().statusCode(200);

        hook.awaitDelivered(2);
        assertThat(types()).containsExactly("contact.requested", "contact.requested", "contact.declined");
        assertThat(hook.state().getString("state")).isEqualTo("active");
    }

    @Test
    void aRedirectIsAFailure() {
        Hook hook = Hook.registered(company, receiver.url("/"), "accepted");
        receiver.answers((_, exchange) -> {
            exchange.getResponseHeaders().add("location", receiver.url("/elsewhere"));
            HttpReceiver.status(exchange, 302);
        });

        Api.accepted(company, person);

        await().until(() -> hook.state().getLong("failures") == 1);
        assertThat(receiver.received()).extracting(Received::path).containsExactly("/");
    }

    @Test
    void recordsOfOthersAndOldOnesAreNotTold() {
        Hook hook = Hook.registered(company, receiver.url("/"));
        Api.accepted(company, person);
        hook.awaitDelivered(2);
        // Long after: what was delivered is forgotten.
        Database.execute("delete from webhook_delivery where endpoint = ?", hook.id());
        ConsumerRecord<byte[], byte[]> requested = Log.of(person, company).getFirst();
        int partition = Log.partition(person);

        long _ = Stranger.puts(partition, requested.key(), "{\"state\":\"withdrawn\"}".getBytes(UTF_8));
        long _ = Stranger.puts(partition, requested.key(), null);
        long _ = Stranger.puts(partition, requested.key(), new byte[] {'{', 0, (byte) 0xff});
        long _ = Stranger.putsAgain(partition, requested);
        long last = Stranger.putsAgain((partition + 1) % Log.PARTITIONS, requested);
        awaitRead((partition + 1) % Log.PARTITIONS, last);
        act("withdraw");

        hook.awaitDelivered(1);
        assertThat(types()).containsExactly("contact.requested", "contact.accepted", "contact.withdrawn");
    }

    @Test
    void theExampleOfTheDocumentationVerifiesWhatIsSent(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/node")), "the example is for Node");
        Hook hook = Hook.registered(company, receiver.url("/"), "accepted");
        Api.accepted(company, person);
        hook.awaitDelivered(1);
        Received request = receiver.received().getFirst();
        String page = Files.readString(Path.of("../docs/webhooks.md"));
        String example = page.substring(page.indexOf("```js") + 5, page.indexOf("```", page.indexOf("```js") + 5));
        Path script = folder.resolve("verify.mjs");
        Files.writeString(script, example + """

                const [key, id, timestamp, signature, body] = process.argv.slice(2)
                const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
                process.exit(isFromAssent(key, headers, body) && !isFromAssent(key, headers, body + ' ') ? 0 : 1)
                """);

        Process node = new ProcessBuilder(
                        "/usr/bin/node",
                        script.toString(),
                        hook.key(),
                        request.id(),
                        request.timestamp(),
                        request.signature(),
                        request.body())
                .inheritIO()
                .start();

        assertThat(node.waitFor()).isZero();
    }

    @Test
    void nothingOfAReceiverIsInTheMetrics() {
        Hook hook = Hook.registered(company, receiver.url("/secret-path"), "accepted");
        Api.accepted(company, person);
        hook.awaitDelivered(1);

        String metrics = RestAssured.get("/q/metrics").asString();

        assertThat(metrics)
                .contains("assent_webhook_attempts_total{result=\"delivered\"")
                .contains("assent_webhook_attempts_total{result=\"gone\"")
                .contains("assent_webhook_attempt_seconds_count")
                .contains("assent_webhook_due_age_seconds")
                .contains("assent_webhook_disabled_endpoints")
                .doesNotContain("secret-path")
                .doesNotContain(Integer.toString(receiver.port()));
    }

    private List<String> types() {
        return receiver.received().stream()
                .map(request -> request.body().replaceAll("^\\{\"type\":\"([a-z.]+)\".*$", "$1"))
                .toList();
    }

    private void act(String move) {
        Api.as("person", person)
                .post(Api.contact(company, person) + "/" + move)
                .then()
                .statusCode(200);
    }

    private static void awaitRead(int partition, long offset) {
        await().until(() -> Long.parseLong(Database.value(
                        "select next_offset from consumer_position where consumer = 'consent-webhooks' and partition = ?",
                        partition))
                > offset);
    }
}
