package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class PermissionCheckTest {
    private String company;

    @BeforeEach
    void givenACompany() {
        company = Api.freshCompany();
    }

    @Test
    void eachPersonIsAnsweredByWhatWasAcknowledgedLast() {
        String willing = Api.freshPerson();
        String withdrawn = Api.freshPerson();
        String blocking = Api.freshPerson();
        Api.accepted(company, willing);
        Api.accepted(company, withdrawn);
        decide(withdrawn, "withdraw");
        Api.accepted(company, blocking);
        decide(blocking, "block");

        String token = ask(quoted(willing, withdrawn, blocking, "stranger", willing))
                .post(check())
                .then()
                .statusCode(200)
                .body("permissions.user", contains(willing, withdrawn, blocking, "stranger"))
                .body("permissions.permitted", contains(true, false, false, false))
                .body("permissions.reason", contains(null, "consent_withdrawn", "blocked", "no_consent"))
                .extract()
                .header("Assent-Consistency-Token");
        assertThat(token).contains("consent.events/" + Log.partition(willing) + "/");
    }

    @Test
    void anAnswerIsAtLeastAsFreshAsAToken() {
        String person = Api.freshPerson();
        Api.accepted(company, person);
        String token = Api.as("person", person)
                .post(Api.contact(company, person) + "/withdraw")
                .header("Assent-Consistency-Token");

        ask(quoted(person))
                .header("Assent-At-Least", token)
                .post(check())
                .then()
                .statusCode(200)
                .body("permissions.permitted", contains(false));
        String future = "consent.events/" + Log.partition(person) + "/999999999";
        Api.refused(
                ask(quoted(person))
                        .header("Assent-At-Least", future)
                        .post(check())
                        .then(),
                503,
                "not_yet");
    }

    @Test
    void aThousandPeopleAreOneQuestionAndOneMoreIsTooMany() {
        ask(people(1_000)).post(check()).then().statusCode(200).body("permissions.size()", equalTo(1_000));
        Api.refused(ask(people(1_001)).post(check()).then(), 400, "invalid_field");
        Api.refused(ask("").post(check()).then(), 400, "invalid_field");
    }

    @Test
    void aCompanyAsksForItselfAlone() {
        String other = Api.freshCompany();
        Api.refused(
                Api.as("company", other)
                        .body("{\"purpose\":\"chat\",\"users\":[\"x\"]}")
                        .post(check())
                        .then(),
                403,
                "subject_mismatch");
    }

    private String check() {
        return "/v1/companies/" + company + "/permissions/check";
    }

    private RequestSpecification ask(String users) {
        return Api.as("company", company).body("{\"purpose\":\"chat\",\"users\":[" + users + "]}");
    }

    private void decide(String person, String move) {
        Api.as("person", person)
                .post(Api.contact(company, person) + "/" + move)
                .then()
                .statusCode(200);
    }

    private static String people(int count) {
        return IntStream.range(0, count).mapToObj(n -> "\"some-" + n + "\"").collect(Collectors.joining(","));
    }

    private static String quoted(String... people) {
        return "\"" + String.join("\",\"", people) + "\"";
    }
}
