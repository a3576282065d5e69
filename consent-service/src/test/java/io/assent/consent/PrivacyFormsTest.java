package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page without scripts: forms, redirects, and what is then shown. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class PrivacyFormsTest {
    private String company;
    private String person;
    private PrivacyForms forms;

    @BeforeEach
    void givenARequest() {
        company = Api.freshCompany();
        person = Api.freshPerson();
        Api.request(company, person);
        forms = PrivacyForms.of("person", person);
    }

    @Test
    void aPersonAllowsAPartOfWhatIsAskedAndTakesItBack() {
        Response accepted =
                forms.decide(company, "accept", Map.of("purpose", "notifications.utility", "version", forms.version()));
        assertThat(accepted.statusCode()).isEqualTo(303);
        assertThat(accepted.header("Location")).endsWith("/privacy?at=" + company + "#contact-" + company);
        stateIs("accepted");
        assertThat(shown()).contains("Only what is marked as allowed below can reach you", "Take everything back");

        forms.decide(company, "withdraw", Map.of()).then().statusCode(303);
        stateIs("withdrawn");
        assertThat(shown()).contains("Done and confirmed. Nothing more will reach you from here.");
    }

    @Test
    void aSinglePurposeIsTakenBackAndAllowedAgainWhereItIsShown() {
        forms.decide(
                company,
                "accept",
                Map.of("purpose", List.of("notifications.utility", "chat"), "version", forms.version()));

        forms.decide(company, "withdraw", Map.of("purpose", "chat"));
        assertThat(purposes()).containsExactly("notifications.utility");

        forms.decide(company, "allow", Map.of("purpose", "chat", "version", forms.version()));
        assertThat(purposes()).containsExactly("chat", "notifications.utility");
    }

    @Test
    void aBlockedCompanyCanBeLetInAgain() {
        forms.decide(company, "block", Map.of()).then().statusCode(303);
        assertThat(shown()).contains("Nothing more will reach you from here, and you will see none of their ads.");

        forms.decide(company, "unblock", Map.of()).then().statusCode(303);
        stateIs("requested");
    }

    @Test
    void aDeclinedRequestCanBeReconsidered() {
        forms.decide(company, "decline", Map.of()).then().statusCode(303);
        stateIs("declined");

        forms.decide(company, "accept", Map.of("purpose", "chat", "version", forms.version()))
                .then()
                .statusCode(303);
        stateIs("accepted");
    }

    @Test
    void aYesCountsOnlyForTheRequestThatWasShown() {
        String seen = forms.version();
        Api.ask(company, person, "\"chat\"").statusCode(201);

        forms.decide(company, "accept", Map.of("purpose", "chat", "version", seen))
                .then()
                .statusCode(409)
                .body(containsString("has changed since you opened the page"));
        stateIs("requested");
    }

    @Test
    void whoAllowsNothingIsAskedToChoose() {
        forms.decide(company, "accept", Map.of("version", forms.version()))
                .then()
                .statusCode(422)
                .body(containsString("Choose at least one thing to allow, or say no."));
        stateIs("requested");
    }

    @Test
    void whatIsNotPossibleIsSaidAndShownAsItStands() {
        forms.decide(company, "withdraw", Map.of())
                .then()
                .statusCode(409)
                .body(containsString("This is not possible as things stand now"));
    }

    @Test
    void adsAreChosenByAForm() {
        assertThat(shown("/privacy")).contains("value=\"none\" checked");

        forms.post("/privacy/ads-choice", Map.of("choice", "contextual")).then().statusCode(303);

        Api.as("person", person)
                .get("/v1/people/" + person + "/ads-choice")
                .then()
                .body("choice", equalTo("contextual"));
        assertThat(shown("/privacy?at=ads")).contains("value=\"contextual\" checked", "this counts in every feed");
    }

    @Test
    void offersArePausedAndGoOnWithoutANewYes() {
        String shop = Api.freshCompany();
        Api.ask(shop, person, "\"notifications.marketing\"").statusCode(201);
        Api.as("person", person)
                .body("{\"purposes\":[\"notifications.marketing\"]}")
                .post(Api.contact(shop, person) + "/accept");

        forms.decide(shop, "stop-marketing", Map.of()).then().statusCode(303);
        assertThat(shown("/privacy?at=" + shop)).contains("paused by you", "Let it go on");

        forms.decide(shop, "resume-marketing", Map.of()).then().statusCode(303);
        assertThat(shown("/privacy?at=" + shop)).contains("Pause").doesNotContain("paused by you");
        assertThat(shown("/privacy/history")).contains("you paused offers", "you let offers go on");
    }

    @Test
    void allowingOneThingMoreLeavesOffersPaused() {
        String shop = Api.freshCompany();
        String shopper = Api.freshPerson();
        Api.ask(shop, shopper, "\"chat\",\"notifications.utility\",\"notifications.marketing\"");
        PrivacyForms page = PrivacyForms.of("person", shopper);
        List<String> some = List.of("notifications.utility", "notifications.marketing");
        page.decide(shop, "accept", Map.of("purpose", some, "version", page.version()));
        page.decide(shop, "stop-marketing", Map.of()).then().statusCode(303);

        page.decide(shop, "allow", Map.of("purpose", "chat", "version", page.version()))
                .then()
                .statusCode(303);

        Api.as("person", shopper)
                .get(Api.contact(shop, shopper))
                .then()
                .body("purposes", equalTo(List.of("chat", "notifications.utility")))
                .body("stoppedPurposes", equalTo(List.of("notifications.marketing")));
    }

    @Test
    void eachContactIsShownTheNoticeOfItsOwnCompanyAndVersion() {
        String other = Api.freshCompany();
        Api.publish(other, "v1", "de", Api.NOTICE.replace("May we", "Dürfen wir"))
                .statusCode(201);
        Api.as("company", other)
                .body("{\"user\":\"%s\",\"purposes\":[\"chat\"],\"noticeVersion\":\"v1\",\"language\":\"de\"}"
                        .formatted(person))
                .post("/v1/companies/" + other + "/contact-requests")
                .then()
                .statusCode(201);

        String[] cards = shown("/privacy").split("id=\"contact-" + other + "\"");

        assertThat(cards[0] + cards[1]).contains("May we write to you?").containsOnlyOnce("Dürfen wir write to you?");
        assertThat(cards[1].substring(0, cards[1].indexOf("</article>"))).contains("Dürfen wir write to you?");
    }

    @Test
    void theNoticeIsShownAsItWasPublished() {
        assertThat(shown("/privacy")).contains("May we write to you?", "About your orders.", "Fingerprint of the text");
    }

    @Test
    void theReceiptOfAConsentIsDownloaded() {
        forms.decide(company, "accept", Map.of("purpose", "chat", "version", forms.version()));

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> forms.get("/privacy/contacts/" + company + "/receipt")
                        .then()
                        .statusCode(200)
                        .body("receipt", matchesRegex("[\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                        .body("inclusion.treeSize", greaterThan(0)));
    }

    @Test
    void whoIsSureIsErasedAndSignedOut() {
        forms.get("/privacy/erasure").then().statusCode(200).body(containsString("Erase everything now"));
        forms.post("/privacy/erasure", Map.of())
                .then()
                .statusCode(422)
                .body(containsString("Nothing was erased. Please tick the box if you are sure."));
        stateIs("requested");

        forms.post("/privacy/erasure", Map.of("sure", "yes"))
                .then()
                .statusCode(200)
                .body(containsString("You are erased here"));

        forms.get("/privacy").then().body(containsString("Sign in"));
        Api.as("person", person).get(Api.contact(company, person)).then().statusCode(404);
        assertThat(PrivacyForms.of("person", person).get("/privacy/history").asString())
                .doesNotContain(company);
    }

    @Test
    void theResultIsReadFromTheStateAndCannotBeClaimedByALink() {
        assertThat(shown()).doesNotContain("Nothing more will reach you");
    }

    @Test
    void theHistoryIsShownInPagesLatestFirst() {
        for (int i = 0; i < 15; i++) {
            forms.post("/privacy/ads-choice", Map.of("choice", i % 2 == 0 ? "contextual" : "personalised"));
            forms.post("/privacy/ads-choice", Map.of("choice", "none"));
        }

        String first = shown("/privacy/history");
        assertThat(first).containsOnlyOnce("Older entries");
        assertThat(first.split("<li>", -1)).hasSize(26);
        String older = first.replaceAll("(?s).*href=\"(/privacy/history\\?before=\\d+)\".*", "$1");
        assertThat(shown(older)).contains("Asked for:", "Updates on orders and bookings", "Version v1");
    }

    @Test
    void theFileOfAllDataIsTheApisOwn() {
        forms.decide(company, "accept", Map.of("purpose", "chat", "version", forms.version()));
        Api.as("person", person).header("Idempotency-Key", "key-of-mine").post(Api.contact(company, person) + "/block");

        for (Response export : List.of(
                forms.get("/privacy/export"), Api.as("person", person).get("/v1/people/" + person + "/export"))) {
            export.then()
                    .statusCode(200)
                    .header("Content-Disposition", containsString("attachment"))
                    .body("user", equalTo(person))
                    .body("adsChoice", equalTo("none"))
                    .body("contacts[0].blocked", equalTo(true))
                    .body("history.entry.change", equalTo(List.of("blocked", "accepted", "requested")))
                    .body("answeredKeys[0].idempotencyKey", equalTo("key-of-mine"));
        }
        Api.refused(
                Api.as("person", Api.freshPerson())
                        .get("/v1/people/" + person + "/export")
                        .then(),
                403,
                "subject_mismatch");
    }

    @Test
    void whatACompanyCallsItselfIsTextAndNothingElse() {
        String odd = "odd-" + company;
        Api.as("operator", "ops")
                .body(
                        "{\"company\":\"%s\",\"name\":\"<b>Shop</b> & Sons\",\"country\":\"DE\",\"vatId\":\"DE123456789\"}"
                                .formatted(odd))
                .post("/v1/companies");
        Api.publish(odd, "v1", "en", Api.NOTICE);
        Api.request(odd, person);

        forms.get("/privacy")
                .then()
                .body(containsString("&lt;b&gt;Shop&lt;/b&gt; &amp; Sons"))
                .body(not(containsString("<b>Shop")));
    }

    private void stateIs(String state) {
        Api.as("person", person).get(Api.contact(company, person)).then().body("state", equalTo(state));
    }

    private List<String> purposes() {
        return Api.as("person", person)
                .get(Api.contact(company, person))
                .jsonPath()
                .getList("purposes");
    }

    private String shown() {
        return shown("/privacy?at=" + company);
    }

    private String shown(String path) {
        return forms.get(path).then().statusCode(200).extract().asString();
    }
}
