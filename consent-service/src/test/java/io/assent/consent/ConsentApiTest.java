package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ConsentApiTest {
    private static final long COMMIT_WAIT_NANOS = 120_000_000;

    @Test
    void aPersonAcceptsSomeOfTheRequestedPurposesAndTakesThemBack() {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.request(company, person);

        Api.as("device", person + "/d-1")
                .body("{\"purposes\":[\"chat\"]}")
                .post(Api.contact(company, person) + "/accept")
                .then()
                .statusCode(200)
                .header("Assent-Consistency-Token", startsWith("consent.events/"))
                .body("state", equalTo("accepted"))
                .body("purposes", contains("chat"));
        Api.as("person", person)
                .post(Api.contact(company, person) + "/withdraw")
                .then()
                .statusCode(200)
                .body("state", equalTo("withdrawn"));
        Api.as("person", person)
                .post(Api.contact(company, person) + "/withdraw")
                .then()
                .statusCode(200)
                .body("state", equalTo("withdrawn"));
    }

    @Test
    void theSameIdempotencyKeyGivesTheSameAnswerAndRefusesAnotherRequest() {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);
        String path = Api.contact(company, person);

        String first = Api.as("person", person)
                .header("Idempotency-Key", "w-1")
                .post(path + "/withdraw")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Api.as("person", person)
                .body("{\"purposes\":[\"chat\"]}")
                .post(path + "/accept")
                .then()
                .statusCode(200);
        String again = Api.as("person", person)
                .header("Idempotency-Key", "w-1")
                .post(path + "/withdraw")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(again).isEqualTo(first);
        Api.as("person", person).get(path).then().body("state", equalTo("accepted"));
        refused(
                Api.as("person", person)
                        .header("Idempotency-Key", "w-1")
                        .post(path + "/block")
                        .then(),
                422,
                "idempotency_key_reused");
    }

    @Test
    void aBlockAndAnAdsChoiceAreAnsweredOnlyWhenNoFeedCanRelyOnTheFormerState() {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.accepted(company, person);

        long began = System.nanoTime();
        Api.as("person", person)
                .post(Api.contact(company, person) + "/block")
                .then()
                .body("blocked", equalTo(true));
        long blocked = System.nanoTime();
        Api.as("person", person)
                .body("{\"choice\":\"contextual\"}")
                .put("/v1/people/" + person + "/ads-choice")
                .then()
                .statusCode(200);
        long chosen = System.nanoTime();

        assertThat(blocked - began).isGreaterThan(COMMIT_WAIT_NANOS);
        assertThat(chosen - blocked).isGreaterThan(COMMIT_WAIT_NANOS);
    }

    @Test
    void adsAreNoneUntilThePersonChooses() {
        String person = Api.freshPerson();

        Api.as("person", person)
                .get("/v1/people/" + person + "/ads-choice")
                .then()
                .statusCode(200)
                .body("choice", equalTo("none"));
    }

    @Test
    void aSubjectActsOnlyAsItself() {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        Api.request(company, person);

        refused(Api.as("person", "somebody").get(Api.contact(company, person)).then(), 403, "subject_mismatch");
        refused(
                Api.as("company", "other-company")
                        .body("{\"user\":\"p\",\"purposes\":[\"chat\"]}")
                        .post("/v1/companies/" + company + "/contact-requests")
                        .then(),
                403,
                "subject_mismatch");
        refused(RestAssured.get(Api.contact(company, person)).then(), 401, "unauthenticated");
        refused(Api.as("company", company).get(Api.contact(company, person)).then(), 403, "forbidden");
    }

    @Test
    void badInputIsRefusedWithAReason() {
        String person = Api.freshPerson();
        String company = Api.freshCompany();
        String path = Api.contact(company, person);
        String ads = "/v1/people/" + person + "/ads-choice";

        refused(Api.as("person", person).body("{\"choice\":").put(ads).then(), 400, "not_json");
        refused(Api.as("person", person).body("{\"choice\":\"all\"}").put(ads).then(), 400, "invalid_field");
        refused(Api.as("person", person).body("{}").put(ads).then(), 400, "invalid_field");
        refused(
                Api.as("person", person)
                        .body("{\"more\":" + "[".repeat(1_000))
                        .put(ads)
                        .then(),
                400,
                "json_too_deep");
        refused(
                Api.as("person", person)
                        .body("\"" + "x".repeat(70_000) + "\"")
                        .put(ads)
                        .then(),
                413,
                "body_too_large");
        refused(
                Api.as("person", person)
                        .body("{\"purposes\":[\"chat\"]}")
                        .post(path + "/accept")
                        .then(),
                409,
                "not_requested");
        refused(
                Api.as("company", "nobody-knows")
                        .body("{\"user\":\"p\",\"purposes\":[\"chat\"]}")
                        .post("/v1/companies/nobody-knows/contact-requests")
                        .then(),
                404,
                "unknown_company");
        refused(
                Api.as("person", person)
                        .header("ce-time", "2026-01-01T00:00:00Z")
                        .post(path + "/block")
                        .then(),
                400,
                "event_time_not_accepted");
        refused(Api.as("person", person).get("/v1/nowhere").then(), 404, "not_found");
    }

    @Test
    void aCompanyIsOnboardedOnce() {
        String body = "{\"company\":\"twice\",\"name\":\"%s\",\"country\":\"DE\",\"vatId\":\"DE123456789\"}";

        Api.as("operator", "ops")
                .body(body.formatted("Shop"))
                .post("/v1/companies")
                .then()
                .statusCode(201);
        Api.as("operator", "ops")
                .body(body.formatted("Shop"))
                .post("/v1/companies")
                .then()
                .statusCode(200);
        refused(
                Api.as("operator", "ops")
                        .body(body.formatted("Other"))
                        .post("/v1/companies")
                        .then(),
                409,
                "company_exists");
        refused(
                Api.as("company", "twice")
                        .body(body.formatted("Shop"))
                        .post("/v1/companies")
                        .then(),
                403,
                "forbidden");
    }

    private static void refused(ValidatableResponse response, int status, String reason) {
        response.statusCode(status).contentType("application/problem+json").body("reason", equalTo(reason));
    }
}
