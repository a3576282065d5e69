package io.assent.consent;

import static org.hamcrest.Matchers.equalTo;

import io.assent.servers.ServersTestResource;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Callers of the service, each with their own token. */
final class Api {
    /** Valid for years, and for all purposes but authentication. */
    static final String NOTICE = """
            {"title":"May we write to you?","text":"About your orders.","controllerContact":"privacy@shop.example",
             "purposes":["chat","notifications.utility","notifications.marketing"],"retention":"Two years.",
             "validFrom":"2020-01-01T00:00:00Z"}""";

    private static final AtomicInteger NAMES = new AtomicInteger();

    private Api() {}

    static RequestSpecification as(String role, String id) {
        return RestAssured.given()
                .header(
                        "Authorization",
                        "Bearer " + ServersTestResource.tokens().token(role, id))
                .contentType(ContentType.JSON);
    }

    static String freshPerson() {
        return "p-" + NAMES.incrementAndGet();
    }

    static String freshCompany() {
        String company = "company-" + NAMES.incrementAndGet();
        as("operator", "ops")
                .body("{\"company\":\"%s\",\"name\":\"Shop\",\"country\":\"DE\",\"vatId\":\"DE123456789\"}"
                        .formatted(company))
                .post("/v1/companies")
                .then()
                .statusCode(201);
        publish(company, "v1", "en", NOTICE).statusCode(201);
        return company;
    }

    static ValidatableResponse publish(String company, String version, String language, String content) {
        return as("company", company)
                .body(content)
                .put("/v1/companies/" + company + "/notices/" + version + "/" + language)
                .then();
    }

    /** @param purposes each in quotation marks, with commas between them */
    static ValidatableResponse ask(String company, String person, String purposes) {
        return as("company", company)
                .body("{\"user\":\"%s\",\"purposes\":[%s],\"noticeVersion\":\"v1\",\"language\":\"en\"}"
                        .formatted(person, purposes))
                .post("/v1/companies/" + company + "/contact-requests")
                .then();
    }

    static void request(String company, String person) {
        ask(company, person, "\"chat\",\"notifications.utility\"").statusCode(201);
    }

    static void accepted(String company, String person) {
        request(company, person);
        as("person", person)
                .body("{\"purposes\":[\"chat\",\"notifications.utility\"]}")
                .post(contact(company, person) + "/accept")
                .then()
                .statusCode(200);
    }

    static Response health() {
        return RestAssured.get("/q/health/ready");
    }

    static void awaitReady() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> health().statusCode() == 200);
    }

    static void refused(ValidatableResponse response, int status, String reason) {
        response.statusCode(status).contentType("application/problem+json").body("reason", equalTo(reason));
    }

    static String contact(String company, String person) {
        return "/v1/people/" + person + "/contacts/" + company;
    }
}
