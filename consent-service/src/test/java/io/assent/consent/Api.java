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
        return company;
    }

    static void request(String company, String person) {
        as("company", company)
                .body("{\"user\":\"%s\",\"purposes\":[\"chat\",\"notifications.utility\"],\"noticeVersion\":\"v1\"}"
                        .formatted(person))
                .post("/v1/companies/" + company + "/contact-requests")
                .then()
                .statusCode(201);
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
