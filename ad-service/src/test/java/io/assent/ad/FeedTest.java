package io.assent.ad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class FeedTest {
    private static final long LEASE_MILLIS = 400;
    private static final long COMMIT_WAIT_MILLIS = LEASE_MILLIS * 12 / 10;
    private static final int RACES = 20;
    private static final int SLOW_RACES = 4;
    private static final Duration LATE = Duration.ofMillis(COMMIT_WAIT_MILLIS + 600);

    @BeforeEach
    void leasedAndReady() {
        AdWorld.publishLease(LEASE_MILLIS);
        AdWorld.awaitReady();
    }

    @AfterEach
    void wholeAgain() {
        SwitchableLease.unchecked = false;
        SwitchableLease.denied = false;
        SlowUpdates.delay = Duration.ZERO;
    }

    @Test
    void adsAreShownOnlyToThoseWhoChoseThemAndNotOfBlockedCompanies() {
        String company = AdWorld.company();
        String campaign = AdWorld.campaign(company, 9_000_000, 1_000);
        String viewer = AdWorld.viewer(4);

        JsonPath unchosen = AdWorld.feed(viewer, "f-1");
        assertThat(AdWorld.campaignsIn(unchosen)).isEmpty();
        assertThat(unchosen.getString("adsWithheld")).isEqualTo("choice_none");
        AdWorld.fresh(AdWorld.choice(viewer, "contextual"));
        assertThat(AdWorld.campaignsIn(AdWorld.feed(viewer, "f-2"))).containsExactly(campaign);
        AdWorld.fresh(AdWorld.block(viewer, company, true));
        assertThat(AdWorld.campaignsIn(AdWorld.feed(viewer, "f-3"))).doesNotContain(campaign);
        AdWorld.stop(company, campaign);
    }

    @Test
    void aViewIsChargedOnceAFeedAndSlot() {
        String company = AdWorld.company();
        String campaign = AdWorld.campaign(company, 9_100_000, 1_000);
        String viewer = AdWorld.viewer(4);
        AdWorld.fresh(AdWorld.choice(viewer, "contextual"));
        List<String> tokens = AdWorld.tokensIn(AdWorld.feed(viewer, "f-1"));

        assertThat(AdWorld.view(viewer, "f-1", tokens).getList("results.result"))
                .containsExactly("charged");
        assertThat(AdWorld.view(viewer, "f-1", tokens).getBoolean("duplicate")).isTrue();
        List<String> again = AdWorld.tokensIn(AdWorld.feed(viewer, "f-1"));
        assertThat(AdWorld.view(viewer, "f-1", again).getBoolean("duplicate")).isTrue();
        assertThat(AdWorld.view(viewer, "f-2", tokens).getList("results.result"))
                .containsExactly("token_invalid");
        String other = AdWorld.viewer(0);
        AdWorld.fresh(AdWorld.choice(other, "contextual"));
        assertThat(AdWorld.view(other, "f-1", tokens).getList("results.result")).containsExactly("token_invalid");
        report(company, campaign, 1, 9_100);
        AdWorld.stop(company, campaign);
    }

    @Test
    void aViewAfterTheOptOutIsNotCharged() {
        String company = AdWorld.company();
        String campaign = AdWorld.campaign(company, 9_200_000, 1_000);
        String viewer = AdWorld.viewer(4);
        AdWorld.fresh(AdWorld.choice(viewer, "contextual"));
        List<String> tokens = AdWorld.tokensIn(AdWorld.feed(viewer, "f-1"));
        AdWorld.fresh(AdWorld.choice(viewer, "none"));

        assertThat(AdWorld.view(viewer, "f-1", tokens).getList("results.result"))
                .containsExactly("consent_withdrawn");
        report(company, campaign, 0, 0);
        AdWorld.stop(company, campaign);
    }

    @Test
    void fiftyViewersOfABudgetOfThirtySevenAreShownThirtySevenAds() throws Exception {
        String company = AdWorld.company();
        String campaign = AdWorld.campaign(company, 9_900_000, 37);
        List<String> viewers =
                IntStream.range(0, 50).mapToObj(_ -> AdWorld.viewer(4)).toList();
        List<RecordMetadata> chosen = viewers.stream()
                .map(viewer -> AdWorld.choice(viewer, "contextual"))
                .toList();
        chosen.forEach(AdWorld::fresh);

        int charged = 0;
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            List<Callable<Integer>> views = viewers.stream()
                    .<Callable<Integer>>map(viewer -> () -> {
                        JsonPath feed = freshFeed(viewer, "f");
                        if (!AdWorld.campaignsIn(feed).contains(campaign)) {
                            return 0;
                        }
                        List<String> results = AdWorld.view(viewer, "f", AdWorld.tokensIn(feed))
                                .getList("results.result");
                        return results.contains("charged") ? 1 : 0;
                    })
                    .toList();
            for (Future<Integer> view : clients.invokeAll(views)) {
                charged += view.get();
            }
        }

        assertThat(charged).isEqualTo(37);
        report(company, campaign, 37, 37 * 9_900);
    }

    /** On a busy machine a feed may go out without ads since nobody knew the choices in time; who looks again sees them. */
    private static JsonPath freshFeed(String viewer, String feed) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> AdWorld.feed(viewer, feed),
                        seen -> !"consent_not_fresh".equals(seen.getString("adsWithheld")));
    }

    @Test
    void noFeedAfterAnAcknowledgedOptOutHasAds() throws Exception {
        assertThat(adsAfterOptOut(RACES)).isEmpty();
    }

    @Test
    void notEvenWhenTheMemoryLearnsLate() throws Exception {
        SlowUpdates.delay = LATE;

        assertThat(adsAfterOptOut(SLOW_RACES)).isEmpty();
    }

    @Test
    void withoutTheLeaseTheLateMemoryShowsAds() throws Exception {
        SlowUpdates.delay = LATE;
        SwitchableLease.unchecked = true;

        assertThat(adsAfterOptOut(SLOW_RACES)).isNotEmpty();
    }

    @Test
    void withoutAFreshLeaseThereAreNoAdsAndNoCharges() {
        String company = AdWorld.company();
        String campaign = AdWorld.campaign(company, 9_300_000, 1_000);
        String viewer = AdWorld.viewer(4);
        AdWorld.fresh(AdWorld.choice(viewer, "contextual"));
        List<String> tokens = AdWorld.tokensIn(AdWorld.feed(viewer, "f-1"));
        SwitchableLease.denied = true;

        assertThat(AdWorld.feed(viewer, "f-2").getString("adsWithheld")).isEqualTo("consent_not_fresh");
        AdWorld.as("person", viewer)
                .body("{\"feed\":\"f-1\",\"tokens\":[\"" + tokens.getFirst() + "\"]}")
                .post("/v1/people/" + viewer + "/views")
                .then()
                .statusCode(503)
                .body("reason", equalTo("unavailable"));
        AdWorld.stop(company, campaign);
    }

    @Test
    void poisonStopsNothingAndIsToldOfOnce() {
        String viewer = AdWorld.viewer(0);
        AdWorld.send("people.events", 0, "x", "io.assent.people.PersonChanged", "{");
        AdWorld.send("status.events", 0, "x", "io.assent.Unknown", "{}");
        RecordMetadata last = AdWorld.choice(viewer, "contextual");
        AdWorld.fresh(last);

        assertThat(AdWorld.feed(viewer, "f").getString("adsWithheld")).isNull();
    }

    @Test
    void refusalsCarryAReason() {
        String company = AdWorld.company();
        String viewer = AdWorld.viewer(0);

        refused(
                AdWorld.as("company", company).body(AdWorld.booking("x", company, 1_500, 9_000)),
                422,
                "cpm_not_divisible");
        refused(
                AdWorld.as("company", company).body(AdWorld.booking("x", "other", 1_000, 9_000)),
                403,
                "subject_mismatch");
        refused(AdWorld.as("company", company).body("{"), 400, "not_json");
        refused(
                AdWorld.as("company", company)
                        .body(AdWorld.booking("x", company, 1_000, 9_000).replace("gif", "banner")),
                400,
                "invalid_field");
        refused(
                AdWorld.as("company", "nobody-knows").body(AdWorld.booking("x", "nobody-knows", 1_000, 9_000)),
                403,
                "unknown_company");
        AdWorld.as("person", "somebody")
                .queryParam("feed", "f")
                .get("/v1/people/" + viewer + "/feed")
                .then()
                .statusCode(403)
                .body("reason", equalTo("subject_mismatch"));
    }

    /** consent-service answers an opt-out when Kafka has it and the commit wait is over; then the viewer looks. */
    private static List<String> adsAfterOptOut(int races) throws InterruptedException {
        String company = AdWorld.company();
        String campaign = AdWorld.campaign(company, 9_400_000, 100_000);
        String viewer = AdWorld.viewer(4);
        List<String> shown = new ArrayList<>();
        for (int race = 0; race < races; race++) {
            AdWorld.fresh(AdWorld.choice(viewer, "contextual"));
            AdWorld.choice(viewer, "none");
            TimeUnit.MILLISECONDS.sleep(COMMIT_WAIT_MILLIS);
            shown.addAll(AdWorld.campaignsIn(AdWorld.feed(viewer, "race-" + race)));
        }
        AdWorld.stop(company, campaign);
        return shown;
    }

    private static void report(String company, String campaign, int impressions, int spent) {
        AdWorld.as("company", company)
                .get("/v1/campaigns/" + campaign)
                .then()
                .body("impressions", equalTo(impressions))
                .body("spentMicros", equalTo(spent));
    }

    private static void refused(io.restassured.specification.RequestSpecification call, int status, String reason) {
        call.post("/v1/campaigns").then().statusCode(status).body("reason", equalTo(reason));
    }
}
