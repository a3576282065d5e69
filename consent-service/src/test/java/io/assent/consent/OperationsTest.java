package io.assent.consent;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class OperationsTest {
    @Test
    void readinessTellsWhetherTheLogWasReadAndTheOutboxLeaves() {
        Api.awaitReady();

        Api.health()
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("sequence", "pipeline"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assent_consent_changes_total{change=\"ads_contextual\"",
                "assent_consent_refusals_total{reason=\"not_accepted\"",
                "assent_consent_acknowledgement_seconds_count",
                "assent_consent_group_size_count",
                "assent_consent_group_commit_seconds_count",
                "assent_consent_foreign_records_total",
                "assent_consent_outdated_records_total",
                "assent_consent_checkpoints_total",
                "assent_consent_checkpoints_refused_total",
            })
    void everyMetricOfTheReadmeIsThere(String metric) {
        String person = Api.freshPerson();
        Api.as("person", person)
                .body("{\"choice\":\"contextual\"}")
                .put("/v1/people/" + person + "/ads-choice")
                .then()
                .statusCode(200);
        Api.as("person", person)
                .post(Api.contact("never-asked", person) + "/withdraw")
                .then()
                .statusCode(409);

        RestAssured.get("/q/metrics").then().statusCode(200).body(containsString(metric));
    }

    @Test
    void theApiIsDescribedForEveryone() {
        RestAssured.get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/people/{user}/contacts/{company}/withdraw"));
    }
}
