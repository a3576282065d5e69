package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.assent.notification.World.Person;
import io.assent.notification.delivery.MessageIds;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows, caps, tiers and templates at the gate. Companies write to their own topics and by REST at the same time. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class FairUseGateTest {
    private Person person;
    private String company;

    @BeforeEach
    void aPersonAndACompany() {
        person = World.person();
        company = World.company();
    }

    @Test
    void aChatIsAnAnswerToAPersonWhoWroteLately() {
        World.accepted(person, company);

        String tooEarly = World.sendByRest(company, "c-1", request("chat"));
        assertThat(World.decided(tooEarly)).isEqualTo("suppressed window_closed");
        writes(person, company);

        assertThat(World.decided(World.sendByRest(company, "c-2", request("chat"))))
                .isEqualTo("queued");
        World.query("update chat_window set open_until = now() where person = '" + person.id() + "'");
        assertThat(World.decided(World.sendByRest(company, "c-3", request("chat"))))
                .isEqualTo("suppressed window_closed");
    }

    @Test
    void whoFollowedAnAdMayBeChattedWithForThreeDaysIfTheyAllowIt() {
        Instant now = Instant.now();
        World.clicked(person, company, now.minus(Duration.ofHours(71)));
        assertThat(World.decided(World.sendByRest(company, "c-1", request("chat"))))
                .isEqualTo("suppressed no_consent");

        World.accepted(person, company);
        assertThat(World.decided(World.sendByRest(company, "c-2", request("chat"))))
                .isEqualTo("queued");

        World.clicked(person, company, now.minus(Duration.ofHours(100)));
        writes(person, company);
        assertThat(World.query("select round(extract(epoch from open_until - now()) / 3600) from chat_window"
                        + " where person = '" + person.id() + "'"))
                .isEqualTo("24");

        Person late = World.person();
        World.accepted(late, company);
        World.clicked(late, company, now.minus(Duration.ofHours(73)));
        assertThat(World.decided(World.sendByRest(
                        company, "c-3", World.request(late, "chat", late.sealed(company, "too late")))))
                .isEqualTo("suppressed window_closed");
    }

    @Test
    void aClickThatCannotBeReadStopsNobodyElses() {
        World.accepted(person, company);
        int before = World.topic("ad.clicks.dead", 24).size();
        World.send("ad.clicks", 0, person.id(), "io.assent.ad.AdClicked", "broken-" + company, "{\"user\":1");
        World.send("ad.clicks", 0, person.id(), "io.assent.Unknown", "unknown-" + company, "{}");

        World.clicked(person, company, Instant.now());

        assertThat(World.decided(World.sendByRest(company, "c-1", request("chat"))))
                .isEqualTo("queued");
        Awaitility.await().until(() -> World.topic("ad.clicks.dead", 24).size() == before + 2);
    }

    @Test
    void aPersonGetsNoMoreMarketingThanThePublishedCapWhoeverSendsItAndHow() {
        List<String> companies =
                IntStream.range(0, 5).mapToObj(_ -> World.company()).toList();
        companies.forEach(each -> World.accepted(person, each));

        List<String> messages = new ArrayList<>();
        for (String each : companies) {
            for (int i = 0; i < 2; i++) {
                World.sendByKafka(each, person, "k-" + i, request("marketing", each));
                messages.add(MessageIds.of(each, "k-" + i));
                messages.add(World.sendByRest(each, "r-" + i, request("marketing", each)));
            }
        }

        assertThat(messages.stream().map(World::decided).filter("queued"::equals))
                .hasSize(6);
        assertThat(messages.stream().map(World::row).filter(row -> !row.equals("queued")))
                .isSubsetOf("suppressed person_marketing_cap", "suppressed pair_marketing_cap");
        assertThat(companies.stream()
                        .map(each -> World.query("select count(*) from message where state = 'queued' and company = '"
                                + each + "' and person = '" + person.id() + "'")))
                .allMatch(count -> Integer.parseInt(count) <= 2);
    }

    @Test
    void whoSaysThatARequestIsOldIsLimitedAllTheSame() {
        World.accepted(person, company);
        List<String> messages = new ArrayList<>();
        for (int days = 3; days > 0; days--) {
            for (int i = 0; i < 2; i++) {
                String id = days + "-days-ago-" + i;
                World.sendByKafka(
                        company, person, id, request("marketing"), Instant.now().minus(Duration.ofDays(days)));
                messages.add(MessageIds.of(company, id));
            }
        }
        World.chatting(person, company);
        World.query(
                "update chat_window set open_until = now() - interval '1 hour' where person = '" + person.id() + "'");
        World.sendByKafka(
                company, person, "chat", request("chat"), Instant.now().minus(Duration.ofHours(2)));

        assertThat(messages.stream().map(World::decided).filter("queued"::equals))
                .hasSize(2);
        assertThat(World.decided(MessageIds.of(company, "chat"))).isEqualTo("suppressed window_closed");
    }

    @Test
    void aRepetitionCountsOnce() {
        World.accepted(person, company);
        String body = request("marketing");

        World.sendByKafka(company, person, "same", body);
        assertThat(World.decided(MessageIds.of(company, "same"))).isEqualTo("queued");
        World.sendByKafka(company, person, "same", body);
        World.sendByKafka(company, person, "last", request("utility"));
        World.decided(MessageIds.of(company, "last"));

        assertThat(World.query("select cardinality(times) from marketing_history where person = '" + person.id() + "'"))
                .isEqualTo("1");
        assertThat(World.decided(World.sendByRest(company, "other", request("marketing"))))
                .isEqualTo("queued");
    }

    @Test
    void aCompanyReachesNoMorePeopleThanItsTierAllows() {
        World.as("operator", "ops")
                .body("{\"tier\":1}")
                .put("/v1/companies/" + company + "/standing/tier")
                .then()
                .statusCode(200)
                .body("recipientsADay", equalTo(250));
        World.query("insert into reach values ('%s', now(), 249)".formatted(company));
        Person other = World.person();
        World.accepted(person, company);
        World.accepted(other, company);

        assertThat(World.decided(World.sendByRest(company, "t-1", request("utility"))))
                .isEqualTo("queued");
        String beyond = World.sendByRest(
                company, "t-2", World.request(other, "utility", other.sealed(company, "one too many")));
        assertThat(World.decided(beyond)).isEqualTo("suppressed recipient_tier_reached");
        assertThat(World.decided(World.sendByRest(company, "t-3", request("utility"))))
                .isEqualTo("queued");
        assertThat(World.topic("notification.deliveries", 24))
                .anyMatch(event -> event.contains(beyond)
                        && event.contains("\"retriable\":true")
                        && event.contains("\"retryAfter\":\""));
    }

    @Test
    void aTemplateIsApprovedBeforeItIsUsedAndKeepsItsCategory() {
        World.accepted(person, company);
        String path = "/v1/companies/" + company + "/templates/parcel/de";

        assertThat(World.decided(World.sendByRest(company, "p-1", templated("utility"))))
                .isEqualTo("suppressed unknown_template");
        World.as("company", company)
                .body("{\"category\":\"utility\"}")
                .put(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("pending"));
        assertThat(World.decided(World.sendByRest(company, "p-2", templated("utility"))))
                .isEqualTo("suppressed template_not_approved");
        World.as("operator", "ops").post(path + "/approval").then().statusCode(200);
        assertThat(World.decided(World.sendByRest(company, "p-3", templated("utility"))))
                .isEqualTo("queued");
        assertThat(World.decided(World.sendByRest(company, "p-4", templated("marketing"))))
                .isEqualTo("suppressed template_category_differs");
        World.as("company", company)
                .body("{\"category\":\"marketing\"}")
                .put(path)
                .then()
                .statusCode(409)
                .body("reason", equalTo("template_exists"));
    }

    @Test
    void explainSaysWhatTheGateWouldDecideAndSendsNothing() {
        explain("chat", "suppress", "no_consent");
        World.accepted(person, company);
        explain("chat", "suppress", "window_closed");
        explain("utility", "send", null);
        explain("authentication", "suppress", "purpose_not_granted");

        assertThat(World.query("select count(*) from message where company = '" + company + "'"))
                .isEqualTo("0");
    }

    @Test
    void aCompanyThatPeopleLeaveHasItsMarketingRestUntilAnOperatorEndsIt() {
        World.accepted(person, company);
        manyLeft(99);
        Awaitility.await()
                .untilAsserted(() -> World.as("company", company)
                        .get("/v1/companies/" + company + "/standing")
                        .then()
                        .statusCode(200)
                        .body("quality", equalTo("red"))
                        .body("marketingPausedUntil", notNullValue()));

        assertThat(World.decided(World.sendByRest(company, "q-1", request("marketing"))))
                .isEqualTo("suppressed marketing_paused");
        assertThat(World.decided(World.sendByRest(company, "q-2", request("utility"))))
                .isEqualTo("queued");
        World.as("operator", "ops")
                .delete("/v1/companies/" + company + "/standing/pause")
                .then()
                .statusCode(200);
        assertThat(World.decided(World.sendByRest(company, "q-3", request("marketing"))))
                .isEqualTo("queued");
    }

    @Test
    void whoLeavesDuringARestBeginsNoOther() {
        World.accepted(person, company);
        manyLeft(99);
        awaitQuality("red");

        manyLeft(98);
        World.query("update company set marketing_paused_until = now() where id = '" + company + "'");

        awaitQuality("green");
        assertThat(World.query("select pauses from company where id = '" + company + "'"))
                .isEqualTo("1");
        assertThat(World.decided(World.sendByRest(company, "q-1", request("marketing"))))
                .isEqualTo("queued");
    }

    @Test
    void whatWasCountedBeforeAnOperatorEndedARestCountsNoMore() {
        manyLeft(99);
        awaitQuality("red");
        manyLeft(98);

        World.as("operator", "ops")
                .delete("/v1/companies/" + company + "/standing/pause")
                .then()
                .statusCode(200)
                .body("quality", equalTo("green"))
                .body("left", equalTo(0));

        Awaitility.await()
                .during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .untilAsserted(() -> World.as("company", company)
                        .get("/v1/companies/" + company + "/standing")
                        .then()
                        .body("quality", equalTo("green"))
                        .body("marketingPausedUntil", nullValue()));
    }

    @Test
    void whoComesAndGoesCountsOnceInTheDaysThatQualityLooksBack() {
        for (int i = 0; i < 3; i++) {
            comesAndGoes();
        }
        assertThat(gone()).isEqualTo("1");

        World.query("update permission set left_at = left_at - interval '7 days' where company = '" + company + "'");
        comesAndGoes();

        assertThat(gone()).isEqualTo("2");
    }

    @Test
    void whoLeavesCountsOnceAgainstTheCompanyTheyHadLetIn() {
        World.accepted(person, company);

        World.freshConsent(World.consent(person, company, "accepted", true, "notifications.utility"));
        World.freshConsent(World.consent(person, company, "withdrawn", true));

        assertThat(gone()).isEqualTo("1");
    }

    private void comesAndGoes() {
        World.accepted(person, company);
        World.freshConsent(World.consent(person, company, "withdrawn", false));
    }

    private String gone() {
        return World.query("select sum(gone) from quality_day where company = '" + company + "'");
    }

    private void manyLeft(int lane) {
        World.query("insert into quality_day values ('%s', current_date, %d, 100, 20)".formatted(company, lane));
    }

    private void awaitQuality(String quality) {
        Awaitility.await()
                .untilAsserted(() -> World.as("company", company)
                        .get("/v1/companies/" + company + "/standing")
                        .then()
                        .statusCode(200)
                        .body("quality", equalTo(quality)));
    }

    private void explain(String category, String decision, String reason) {
        World.as("company", company)
                .body("{\"user\":\"%s\",\"category\":\"%s\"}".formatted(person.id(), category))
                .post("/v1/notifications/explain")
                .then()
                .statusCode(200)
                .body("decision", equalTo(decision))
                .body("reason", equalTo(reason));
    }

    private static void writes(Person person, String company) {
        com.nimbusds.jose.jwk.ECKey key = Sealing.key("k-" + company);
        World.as("company", company)
                .body(key.toPublicJWK().toJSONString())
                .put("/v1/companies/" + company + "/key")
                .then()
                .statusCode(200);
        String sealed = Sealing.seal(key, company, person.id(), "Where is it?");
        person.api()
                .header("Idempotency-Key", "chat-" + company)
                .body("{\"company\":\"%s\",\"sealed\":\"%s\"}".formatted(company, sealed))
                .post("/v1/chats")
                .then()
                .statusCode(202);
    }

    private String request(String category) {
        return request(category, company);
    }

    private String request(String category, String from) {
        return World.request(person, category, person.sealed(from, "text"));
    }

    private String templated(String category) {
        return request(category).replaceFirst("\\{", "{\"template\":{\"id\":\"parcel\",\"language\":\"de\"},");
    }
}
