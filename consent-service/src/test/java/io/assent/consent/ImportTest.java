package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An existing base of consents, brought along. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ImportTest {
    private static final String HEADING = "user,status,purposes,noticeVersion,language,decidedAt,evidence\n";

    private String company;
    private String person;

    @BeforeEach
    void givenACompany() {
        company = Api.freshCompany();
        person = Api.freshPerson();
    }

    @Test
    void aConsentHoldsFromThenOnAndIsInTheHistoryWithItsProof() {
        imports("text/csv", HEADING + consent(person))
                .body("imported", equalTo(1))
                .body("refused", empty());

        Api.as("person", person)
                .get(Api.contact(company, person))
                .then()
                .body("state", equalTo("accepted"))
                .body("purposes", contains("chat", "notifications.utility"))
                .body("imported.decidedAt", equalTo("2026-01-15T09:30:00Z"))
                .body("imported.evidence", equalTo("crm/17"));
        Api.as("company", company)
                .body("{\"purpose\":\"chat\",\"users\":[\"%s\"]}".formatted(person))
                .post("/v1/companies/" + company + "/permissions/check")
                .then()
                .body("permissions[0].permitted", equalTo(true));
        assertThat(Log.of(Log.CONSENT, Log.partition(person)).stream()
                        .filter(record -> Log.key(record).equals(person + "|" + company)))
                .singleElement()
                .satisfies(record -> assertThat(Contract.faults(Log.header(record, "ce_type"), Log.data(record)))
                        .isEmpty());
    }

    @Test
    void itsReceiptTellsTheDayOfTheDecision() {
        imports("text/csv", HEADING + consent(person));

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String jws = Api.as("person", person)
                    .get(Api.contact(company, person) + "/receipt")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("receipt");
            String payload = new String(java.util.Base64.getUrlDecoder().decode(jws.split("\\.")[1]));
            assertThat(payload).contains("\"event_time\":\"2026-01-15T09:30:00Z\"");
        });
    }

    @Test
    void theSameFileOnceMoreChangesNothing() {
        String lines = jsonLine(person) + "\n\n" + jsonLine(Api.freshPerson()) + "\r\n";
        imports("application/x-ndjson", lines).body("lines", equalTo(2)).body("imported", equalTo(2));

        imports("application/x-ndjson", lines).body("imported", equalTo(0)).body("unchanged", equalTo(2));
    }

    @Test
    void aLineThatComesTwiceInAFileCountsOnce() {
        imports("application/x-ndjson", jsonLine(person) + "\n" + jsonLine(person))
                .body("imported", equalTo(1))
                .body("unchanged", equalTo(1));
    }

    @Test
    void whatIsKnownHereIsNotChanged() {
        Api.accepted(company, person);
        Api.as("person", person).post(Api.contact(company, person) + "/withdraw");

        imports("text/csv", HEADING + consent(person)).body("refused.reason", contains("contact_exists"));

        Api.as("person", person).get(Api.contact(company, person)).then().body("state", equalTo("withdrawn"));
    }

    @Test
    void aNoIsBroughtAlongToo() {
        String gone = Api.freshPerson();
        imports(
                        "text/csv",
                        HEADING + person + ",blocked,,,,2025-11-02T00:00:00Z,hotline/3\n" + gone
                                + ",withdrawn,,,,2025-11-02T00:00:00Z,hotline/4\n")
                .body("imported", equalTo(2));

        Api.refused(Api.ask(company, person, "\"chat\""), 409, "blocked");
        Api.as("person", gone).get(Api.contact(company, gone)).then().body("state", equalTo("withdrawn"));
    }

    @Test
    void eachBrokenLineIsNamedWithItsReasonAndSpoilsNoOther() {
        List<String> lines = List.of(
                "\"" + person + ",accepted,chat,v1,en,2026-01-15T09:30:00Z,crm/1",
                "no person!,accepted,chat,v1,en,2026-01-15T09:30:00Z,crm/2",
                "q-1,accepted,chat,v1,en,yesterday,crm/3",
                "q-2,accepted,chat,v1,en,2026-01-15T09:30:00Z,",
                "q-3,perhaps,chat,v1,en,2026-01-15T09:30:00Z,crm/5",
                "q-4,accepted,telepathy,v1,en,2026-01-15T09:30:00Z,crm/6",
                "q-5,accepted,chat,v9,en,2026-01-15T09:30:00Z,crm/7",
                "q-6,accepted,notifications.authentication,v1,en,2026-01-15T09:30:00Z,crm/8",
                "q-7,accepted,chat,v1,en,2021-01-15T09:30:00Z,crm/9",
                "q-8,blocked,chat,,,2026-01-15T09:30:00Z,crm/10",
                "q-9,accepted,chat,v1,en,2126-01-15T09:30:00Z,crm/11",
                consent(person).strip());

        imports("text/csv", HEADING + String.join("\n", lines))
                .body("lines", equalTo(12))
                .body("imported", equalTo(1))
                .body(
                        "refused.line",
                        equalTo(IntStream.rangeClosed(2, 12).boxed().toList()))
                .body(
                        "refused.reason",
                        contains(
                                "malformed",
                                "invalid_field",
                                "invalid_field",
                                "invalid_field",
                                "invalid_field",
                                "invalid_field",
                                "unknown_notice",
                                "purpose_not_in_notice",
                                "consent_expired",
                                "invalid_field",
                                "invalid_field"))
                .body("refused.detail", hasItem("purposes: unknown purpose"));
    }

    @Test
    void aThousandLinesGoTogether() {
        String prefix = person + "-";
        String lines =
                IntStream.range(0, 1_000).mapToObj(i -> jsonLine(prefix + i)).collect(Collectors.joining("\n"));

        imports("application/x-ndjson", lines).body("imported", equalTo(1_000)).body("refused", empty());
    }

    @Test
    void onlyAnOperatorBringsConsentsAlong() {
        Api.refused(post("company", company, "text/csv", HEADING + consent(person)), 403, "forbidden");
        Api.refused(post("person", person, "text/csv", HEADING + consent(person)), 403, "forbidden");
        Api.refused(post("operator", "ops", "application/xml", "<a/>"), 415, "unsupported_media_type");
        Api.refused(post("operator", "ops", "text/csv", "user,phone\n"), 400, "invalid_field");
        Api.refused(post("operator", "ops", "text/csv", "x".repeat(600_000)), 413, "body_too_large");
    }

    private ValidatableResponse imports(String type, String lines) {
        return post("operator", "ops", type, lines).statusCode(200).header("Assent-Consistency-Token", notNullValue());
    }

    private ValidatableResponse post(String role, String id, String type, String lines) {
        return Api.as(role, id)
                .contentType(type)
                .body(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/companies/" + company + "/contact-imports")
                .then();
    }

    private static String consent(String user) {
        return user + ",accepted,notifications.utility chat,v1,en,2026-01-15T09:30:00Z,crm/17\n";
    }

    private static String jsonLine(String user) {
        return "{\"user\":\"%s\",\"purposes\":[\"chat\"],\"noticeVersion\":\"v1\",\"language\":\"en\",\"decidedAt\":\"2026-01-15T09:30:00Z\",\"evidence\":\"crm/17\"}"
                .formatted(user);
    }
}
