package io.assent.consent;

import static io.assent.consent.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a request to its end, by the doors. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class LifeCycleTest {
    private static final String MARKETING = "\"notifications.marketing\"";

    private String company;
    private String person;

    @BeforeEach
    void givenACompanyAndAPerson() {
        company = Api.freshCompany();
        person = Api.freshPerson();
    }

    @Test
    void aDeclinedRequestIsNotRepeatedAndTheRefusalSaysUntilWhen() {
        Api.request(company, person);
        does("decline").statusCode(200).body("declinedAt", notNullValue());

        ValidatableResponse again = Api.ask(company, person, "\"chat\"");

        refused(again, 409, "declined_recently");
        again.header("Retry-After", notNullValue()).body("retryAfter", notNullValue());
    }

    @Test
    void aRepeatedKeyIsAnsweredAsTheFirstTimeThoughThePersonHasDeclinedMeanwhile() {
        String first = askWithKey("r-1").statusCode(201).extract().asString();
        does("decline").statusCode(200);

        assertThat(askWithKey("r-1").statusCode(201).extract().asString()).isEqualTo(first);
        refused(askWithKey("r-2"), 409, "declined_recently");
    }

    @Test
    void stoppedMarketingIsNotPermittedAndNothingElseChanges() {
        accepts(company, "\"chat\"," + MARKETING);

        does("stop-marketing")
                .statusCode(200)
                .body("state", equalTo("accepted"))
                .body("purposes", contains("chat"))
                .body("stoppedPurposes", contains("notifications.marketing"));
        does("resume-marketing")
                .statusCode(200)
                .body("purposes", contains("chat", "notifications.marketing"))
                .body("stoppedPurposes", nullValue());
        refused(
                Api.as("person", "somebody")
                        .post(Api.contact(company, person) + "/stop-marketing")
                        .then(),
                403,
                "subject_mismatch");
    }

    @Test
    void whatWasNotAcceptedOrStoppedIsNeitherStoppedNorResumed() {
        refused(does("stop-marketing"), 409, "not_accepted");
        refused(does("resume-marketing"), 409, "not_stopped");
    }

    @Test
    void anObjectionStopsAllMarketingAndAdsAndLeavesTheRest() {
        String other = Api.freshCompany();
        accepts(company, "\"chat\"," + MARKETING);
        accepts(other, MARKETING);
        Api.as("person", person)
                .body("{\"choice\":\"personalised\"}")
                .put("/v1/people/" + person + "/ads-choice")
                .then()
                .statusCode(200);

        objects().statusCode(200).body("contacts.purposes", equalTo(List.of(List.of("chat"), List.of())));

        Api.as("person", person)
                .get("/v1/people/" + person + "/ads-choice")
                .then()
                .body("choice", equalTo("none"));
        assertThat(Log.data(Log.of(person, company).getLast()).path("change").asText())
                .isEqualTo("marketing_stopped");
        int events = Log.of(person, company).size();
        objects().statusCode(200);
        assertThat(Log.of(person, company)).hasSize(events);
    }

    @Test
    void whoKnowsNoCompanyCanObjectToo() {
        objects().statusCode(200).body("contacts", empty());
        refused(
                Api.as("person", "somebody")
                        .post("/v1/people/" + person + "/objection")
                        .then(),
                403,
                "subject_mismatch");
    }

    @Test
    void anEntryOfBeforeNoticesIsReadAndActedOn() {
        Api.request(company, person);
        String former = """
                {"user":"%s","company":"%s","version":1,"change":"requested","state":"requested","purposes":[],
                 "requestedPurposes":["chat"],"blocked":false,"noticeVersion":"v1","occurredAt":"%s","recordedAt":"%s"}""".formatted(person, company, Instant.now(), Instant.now());
        Database.execute(
                "update consent_state set entry = ? where person = ? and counterpart = ?", former, person, company);

        Api.as("person", person)
                .body("{\"purposes\":[\"chat\"]}")
                .post(Api.contact(company, person) + "/accept")
                .then()
                .statusCode(200)
                .body("state", equalTo("accepted"))
                .body("noticeVersion", equalTo("v1"))
                .body("noticeHash", nullValue())
                .body("validUntil", notNullValue());
    }

    private void accepts(String accepted, String purposes) {
        Api.ask(accepted, person, purposes).statusCode(201);
        Api.as("person", person)
                .body("{\"purposes\":[%s]}".formatted(purposes))
                .post(Api.contact(accepted, person) + "/accept")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse does(String move) {
        return Api.as("person", person)
                .post(Api.contact(company, person) + "/" + move)
                .then();
    }

    private ValidatableResponse objects() {
        return Api.as("person", person)
                .post("/v1/people/" + person + "/objection")
                .then();
    }

    private ValidatableResponse askWithKey(String key) {
        return Api.as("company", company)
                .header("Idempotency-Key", key)
                .body("{\"user\":\"%s\",\"purposes\":[\"chat\"],\"noticeVersion\":\"v1\",\"language\":\"en\"}"
                        .formatted(person))
                .post("/v1/companies/" + company + "/contact-requests")
                .then();
    }
}
