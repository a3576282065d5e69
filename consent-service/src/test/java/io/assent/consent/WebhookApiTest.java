package io.assent.consent;

import static io.assent.consent.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.assent.servers.HttpReceiver;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@TestProfile(OpenReceivers.class)
class WebhookApiTest {
    private final HttpReceiver receiver = HttpReceiver.start();
    private String company;

    @BeforeEach
    void givenACompany() {
        company = Api.freshCompany();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void aWebhookIsRegisteredOnceWithItsOwnKey() {
        String url = receiver.url("/a");
        register(company, url, "[\"accepted\",\"blocked\"]")
                .statusCode(201)
                .body("id", startsWith("whe_"))
                .body("url", equalTo(url))
                .body("changes", contains("accepted", "blocked"))
                .body("state", equalTo("active"))
                .body("reason", nullValue())
                .body("keys[0]", startsWith("whpk_"))
                .body("keys", hasSize(1));

        register(company, url, "[\"blocked\",\"accepted\"]").statusCode(200);
        refused(register(company, url, "[\"accepted\"]"), 409, "webhook_exists");
        Hook other = Hook.registered(company, receiver.url("/b"));
        assertThat(other.key()).isNotEqualTo(keys(company).getFirst());
    }

    @Test
    void aCompanyHasTenAtMostHoweverItHurries() {
        List<Integer> statuses = IntStream.range(0, 14)
                .parallel()
                .mapToObj(i -> register(company, receiver.url("/" + i), "[]"))
                .map(response -> response.extract().statusCode())
                .toList();

        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(10);
        refused(register(company, receiver.url("/one-more"), "[]"), 409, "webhook_limit_reached");
        Api.as("company", company).get(Hook.path(company)).then().body("", hasSize(10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"url\":7}",
                "{\"url\":\"not a url\"}",
                "{\"url\":\"ftp://127.0.0.1/\"}",
                "{\"url\":\"http://user:pass@127.0.0.1/\"}",
                "{\"url\":\"http://127.0.0.1/\",\"changes\":[\"everything\"]}",
                "{\"url\":\"http://127.0.0.1/\",\"changes\":[null]}",
            })
    void aWishOfAnotherShapeIsRefused(String wish) {
        refused(Api.as("company", company).body(wish).post(Hook.path(company)).then(), 400, "invalid_field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://nobody.invalid/"})
    void theMetadataOfACloudIsNeverSentTo(String url) {
        refused(register(company, url, "[]"), 422, "webhook_address_not_allowed");
    }

    @Test
    void nobodyElseSeesIt() {
        Hook hook = Hook.registered(company, receiver.url("/"));
        String other = Api.freshCompany();
        String asItsOwn = Hook.path(other) + "/" + hook.id();

        refused(Api.as("company", other).get(hook.path()).then(), 403, "subject_mismatch");
        refused(Api.as("company", other).get(Hook.path(company)).then(), 403, "subject_mismatch");
        refused(Api.as("company", other).get(hook.path() + "/deliveries").then(), 403, "subject_mismatch");
        refused(Api.as("company", other).post(hook.path() + "/test").then(), 403, "subject_mismatch");
        refused(Api.as("person", "p-1").get(hook.path()).then(), 403, "forbidden");
        for (String path : List.of(asItsOwn, asItsOwn + "/deliveries")) {
            refused(Api.as("company", other).get(path).then(), 404, "not_found");
        }
        for (String path : List.of("/enable", "/test", "/deliveries/msg_1/retry")) {
            refused(Api.as("company", other).post(asItsOwn + path).then(), 404, "not_found");
        }
        refused(Api.as("company", other).delete(asItsOwn).then(), 404, "not_found");
        Api.as("company", other).get(Hook.path(other)).then().body("", hasSize(0));
        Api.as("operator", "ops").get(hook.path()).then().statusCode(200);
        refused(register("nobody-knows", receiver.url("/"), "[]"), 404, "unknown_company");
    }

    @Test
    void aCompanyTriesOutItsReceiver() throws Exception {
        Hook hook = Hook.registered(company, receiver.url("/"), "accepted");

        hook.owner()
                .post(hook.path() + "/test")
                .then()
                .statusCode(202)
                .body("type", equalTo("webhook.test"))
                .body("state", equalTo("pending"));

        hook.awaitDelivered(1);
        assertThat(hook.verifies(receiver.received().getFirst())).isTrue();
        assertThat(hook.state().getString("lastDeliveredAt")).isNotNull();
    }

    @Test
    void whatFailedIsSentAgainOnDemandAndWhatWasTakenIsNot() {
        Hook hook = Hook.registered(company, receiver.url("/"), "accepted");
        receiver.answers(500);
        Api.accepted(company, Api.freshPerson());
        await().until(() -> hook.state().getLong("failures") == 1);
        Database.execute(
                "update webhook_delivery set state = 'failed', ended_at = now() where endpoint = ?", hook.id());
        String delivery = hook.deliveries("failed").getFirst();
        receiver.answers(204);
        String retry = hook.path() + "/deliveries/" + delivery + "/retry";

        hook.owner().post(retry).then().statusCode(202).body("state", equalTo("pending"));

        hook.awaitDelivered(1);
        refused(hook.owner().post(retry).then(), 409, "webhook_delivered");
        refused(hook.owner().post(hook.path() + "/deliveries/msg_x/retry").then(), 404, "not_found");
        refused(hook.owner().get(hook.path() + "/deliveries?state=lost").then(), 400, "invalid_field");
    }

    @Test
    void aDisabledWebhookSendsNothingOnDemand() {
        Hook hook = Hook.registered(company, receiver.url("/"));
        Database.execute(
                "update webhook_endpoint set disabled_at = now(), disabled_reason = 'gone' where id = ?", hook.id());

        refused(hook.owner().post(hook.path() + "/test").then(), 409, "webhook_disabled");
    }

    @Test
    void whatIsDeletedIsSentNothing() {
        Hook hook = Hook.registered(company, receiver.url("/"));
        Hook stays = Hook.registered(company, receiver.url("/stays"));

        hook.owner().delete(hook.path()).then().statusCode(204);

        refused(hook.owner().get(hook.path()).then(), 404, "not_found");
        Api.accepted(company, Api.freshPerson());
        stays.awaitDelivered(2);
        assertThat(receiver.received()).allMatch(request -> request.path().equals("/stays"));
    }

    private static List<String> keys(String company) {
        return Api.as("company", company).get(Hook.path(company)).jsonPath().getList("keys.flatten()");
    }

    static ValidatableResponse register(String company, String url, String changes) {
        return Api.as("company", company)
                .body("{\"url\":\"%s\",\"changes\":%s}".formatted(url, changes))
                .post(Hook.path(company))
                .then();
    }
}
