package io.assent.consent;

import static io.assent.consent.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ConsentApiTest {
    private String company;
    private String person;
    private String contact;

    @BeforeEach
    void givenACompanyAndAPerson() {
        company = Api.freshCompany();
        person = Api.freshPerson();
        contact = Api.contact(company, person);
    }

    @Test
    void aPersonAcceptsSomeOfTheRequestedPurposesAndTakesThemBack() {
        Api.request(company, person);

        Api.as("device", person + "/d-1")
                .body("{\"purposes\":[\"chat\"]}")
                .post(contact + "/accept")
                .then()
                .statusCode(200)
                .header("Assent-Consistency-Token", startsWith("consent.events/"))
                .body("state", equalTo("accepted"))
                .body("purposes", contains("chat"));
        does("withdraw").then().statusCode(200).body("state", equalTo("withdrawn"));
        does("withdraw").then().statusCode(200).body("state", equalTo("withdrawn"));
    }

    @Test
    void aSinglePurposeCanBeTakenBack() {
        Api.accepted(company, person);

        Api.as("person", person)
                .body("{\"purposes\":[\"chat\"]}")
                .post(contact + "/withdraw")
                .then()
                .statusCode(200)
                .body("state", equalTo("accepted"))
                .body("purposes", contains("notifications.utility"));
    }

    @Test
    void aBlockKeepsWhatWasGrantedForTheDayItIsLifted() {
        Api.accepted(company, person);

        does("block").then().statusCode(200).body("blocked", equalTo(true)).body("state", equalTo("accepted"));
        refused(asks(), 409, "blocked");
        does("unblock").then().statusCode(200).body("blocked", equalTo(false)).body("state", equalTo("accepted"));
    }

    @Test
    void aCompanyCanBeBlockedBeforeItEverAsked() {
        does("block").then().statusCode(200).body("blocked", equalTo(true)).body("state", equalTo("none"));

        refused(asks(), 409, "blocked");
    }

    @Test
    void aRequestIsCreatedUntilThereIsNothingToAskAnyMore() {
        asks().statusCode(201).body("state", equalTo("requested")).body("requestedPurposes", contains("chat"));
        asks().statusCode(201);
        Api.as("person", person)
                .body("{\"purposes\":[\"chat\"]}")
                .post(contact + "/accept")
                .then()
                .statusCode(200);

        asks().statusCode(200).body("state", equalTo("accepted"));
    }

    @Test
    void theSameIdempotencyKeyGivesTheSameAnswerAndRefusesAnotherRequest() {
        Api.accepted(company, person);

        String first =
                withKey("w-1", "/withdraw").then().statusCode(200).extract().asString();
        Api.as("person", person)
                .body("{\"purposes\":[\"chat\"]}")
                .post(contact + "/accept")
                .then()
                .statusCode(200);
        String again =
                withKey("w-1", "/withdraw").then().statusCode(200).extract().asString();

        assertThat(again).isEqualTo(first);
        Api.as("person", person).get(contact).then().body("state", equalTo("accepted"));
        refused(withKey("w-1", "/block").then(), 422, "idempotency_key_reused");
    }

    @Test
    void anIdempotencyKeyIsItsSendersOwn() {
        Api.request(company, person);
        String other = Api.freshPerson();
        Api.request(company, other);

        withKey("mine", "/decline").then().statusCode(200).body("user", equalTo(person));
        Api.as("person", other)
                .header("Idempotency-Key", "mine")
                .post(Api.contact(company, other) + "/decline")
                .then()
                .statusCode(200)
                .body("user", equalTo(other));
    }

    @Test
    void aPersonSeesAllContactsButNotTheAdsChoiceAmongThem() {
        Api.as("person", person)
                .get("/v1/people/" + person + "/contacts")
                .then()
                .statusCode(200)
                .header("Assent-Consistency-Token", startsWith("consent.events/"))
                .body("contacts", empty());
        Api.request(company, person);
        Api.as("person", person)
                .body("{\"choice\":\"personalised\"}")
                .put("/v1/people/" + person + "/ads-choice")
                .then()
                .statusCode(200)
                .body("choice", equalTo("personalised"));

        Api.as("person", person)
                .get("/v1/people/" + person + "/contacts")
                .then()
                .body("contacts.company", contains(company));
    }

    @Test
    void adsAreNoneUntilThePersonChooses() {
        Api.as("person", person)
                .get("/v1/people/" + person + "/ads-choice")
                .then()
                .statusCode(200)
                .header("Assent-Consistency-Token", startsWith("consent.events/"))
                .body("choice", equalTo("none"));
    }

    private Response does(String move) {
        return Api.as("person", person).post(contact + "/" + move);
    }

    private Response withKey(String key, String move) {
        return Api.as("person", person).header("Idempotency-Key", key).post(contact + move);
    }

    private ValidatableResponse asks() {
        return Api.ask(company, person, "\"chat\"");
    }
}
