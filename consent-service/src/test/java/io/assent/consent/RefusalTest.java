package io.assent.consent;

import static io.assent.consent.Api.refused;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal is a problem with a stable reason. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class RefusalTest {
    private String company;
    private String person;
    private String contact;

    @BeforeEach
    void givenARequest() {
        company = Api.freshCompany();
        person = Api.freshPerson();
        contact = Api.contact(company, person);
        Api.request(company, person);
    }

    @Test
    void aSubjectActsOnlyAsItself() {
        refused(Api.as("person", "somebody").get(contact).then(), 403, "subject_mismatch");
        refused(Api.as("device", "somebody/d-1").post(contact + "/block").then(), 403, "subject_mismatch");
        refused(
                request(
                        "other-company",
                        company,
                        "{\"user\":\"p\",\"purposes\":[\"chat\"],\"noticeVersion\":\"v1\",\"language\":\"en\"}"),
                403,
                "subject_mismatch");
        refused(Api.as("company", company).get(contact).then(), 403, "forbidden");
        refused(RestAssured.get(contact).then(), 401, "unauthenticated");
        refused(
                RestAssured.given()
                        .header("Authorization", "Bearer no.such.token")
                        .get(contact)
                        .then(),
                401,
                "unauthenticated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"choice\":             ; not_json",
                "nothing                  ; not_json",
                "[]                       ; invalid_field",
                "{\"choice\":\"all\"}     ; invalid_field",
                "{\"choice\":7}           ; invalid_field",
                "{\"choice\":null}        ; invalid_field",
                "{}                       ; invalid_field",
            })
    void anAdsChoiceOfAnotherShapeIsRefused(String body, String reason) {
        refused(Api.as("person", person).body(body.strip()).put(ads()).then(), 400, reason);
    }

    @Test
    void bodiesAreBoundedInDepthAndSize() {
        refused(
                Api.as("person", person)
                        .body("{\"more\":" + "[".repeat(1_000))
                        .put(ads())
                        .then(),
                400,
                "json_too_deep");
        refused(
                Api.as("person", person)
                        .body("\"" + "x".repeat(600_000) + "\"")
                        .put(ads())
                        .then(),
                413,
                "body_too_large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'user':'p-1','purposes':['spam'],'noticeVersion':'v1','language':'en'}",
                "{'user':'p-1','purposes':[],'noticeVersion':'v1','language':'en'}",
                "{'user':'p-1','purposes':[null],'noticeVersion':'v1','language':'en'}",
                "{'user':'p-1','noticeVersion':'v1','language':'en'}",
                "{'purposes':['chat'],'noticeVersion':'v1','language':'en'}",
                "{'user':'a|b','purposes':['chat'],'noticeVersion':'v1','language':'en'}",
                "{'user':'p-1','purposes':['chat'],'language':'en'}",
                "{'user':'p-1','purposes':['chat'],'noticeVersion':'v1'}",
                "{'user':'p-1','purposes':['chat'],'noticeVersion':'v/1','language':'en'}",
                "{'user':'p-1','purposes':['chat'],'noticeVersion':'v1','language':'en-GB'}",
            })
    void aContactRequestOfAnotherShapeIsRefused(String body) {
        refused(request(company, company, body.replace('\'', '"')), 400, "invalid_field");
    }

    @Test
    void whatWasNotAskedForCannotBeAccepted() {
        refused(accept(contact, "notifications.marketing"), 422, "purpose_not_requested");
        refused(accept(contact, "spam"), 400, "invalid_field");
        refused(accept(Api.contact("never-asked", person), "chat"), 409, "not_requested");
        refused(Api.as("person", person).post(contact + "/withdraw").then(), 409, "not_accepted");
        refused(
                Api.as("person", person)
                        .post(Api.contact("never-asked", person) + "/unblock")
                        .then(),
                409,
                "not_blocked");
    }

    @Test
    void anUnknownCompanyCannotAsk() {
        refused(Api.ask("nobody-knows", "p-1", "\"chat\""), 404, "unknown_company");
    }

    @Test
    void headersOfAnotherShapeAreRefused() {
        refused(
                Api.as("person", person)
                        .header("ce-time", "2026-01-01T00:00:00Z")
                        .post(contact + "/block")
                        .then(),
                400,
                "event_time_not_accepted");
        refused(
                Api.as("person", person)
                        .header("Idempotency-Key", "k".repeat(129))
                        .post(contact + "/block")
                        .then(),
                400,
                "invalid_field");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        refused(Api.as("person", person).get("/v1/nowhere").then(), 404, "not_found");
        refused(Api.as("person", person).get(Api.contact("never-asked", person)).then(), 404, "not_found");
        refused(Api.as("person", person).delete(contact).then(), 405, "method_not_allowed");
        refused(
                Api.as("person", person)
                        .contentType("text/plain")
                        .body("none")
                        .put(ads())
                        .then(),
                415,
                "unsupported_media_type");
    }

    private String ads() {
        return "/v1/people/" + person + "/ads-choice";
    }

    private ValidatableResponse accept(String contact, String purpose) {
        return Api.as("person", person)
                .body("{\"purposes\":[\"%s\"]}".formatted(purpose))
                .post(contact + "/accept")
                .then();
    }

    private static ValidatableResponse request(String caller, String company, String body) {
        return Api.as("company", caller)
                .body(body)
                .post("/v1/companies/" + company + "/contact-requests")
                .then();
    }
}
