package io.assent.consent;

import static io.assent.consent.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.assent.exactlyonce.Partitions;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class CompanyApiTest {
    private static final String BODY =
            "{\"company\":\"%s\",\"name\":\"%s\",\"country\":\"DE\",\"vatId\":\"DE123456789\"}";

    @Test
    void aCompanyIsOnboardedOnceAndTheOtherServicesAreTold() {
        onboard("twice", "Shop").statusCode(201).body("version", equalTo(1));

        List<ConsumerRecord<byte[], byte[]>> told = told("twice");
        assertThat(told).hasSize(1);
        assertThat(Log.header(told.getFirst(), "ce_type")).isEqualTo("io.assent.consent.CompanyOnboarded");
        onboard("twice", "Shop").statusCode(200).body("name", equalTo("Shop"));
        refused(onboard("twice", "Other"), 409, "company_exists");
        assertThat(told("twice")).hasSize(1);
    }

    @Test
    void onboardingAtTheSameTimeIsOneOnboarding() {
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> onboard("raced", "Shop").extract().statusCode())
                .sorted()
                .toList();

        assertThat(statuses).isEqualTo(List.of(200, 200, 200, 200, 200, 200, 200, 201));
        assertThat(told("raced")).hasSize(1);
    }

    @Test
    void onlyAnOperatorOnboards() {
        refused(
                Api.as("company", "self-made")
                        .body(BODY.formatted("self-made", "Shop"))
                        .post("/v1/companies")
                        .then(),
                403,
                "forbidden");
    }

    @Test
    void aCompanySeesItselfAndNoOther() {
        String company = Api.freshCompany();

        Api.as("company", company)
                .get("/v1/companies/" + company)
                .then()
                .statusCode(200)
                .body("company", equalTo(company));
        refused(Api.as("company", "another").get("/v1/companies/" + company).then(), 403, "subject_mismatch");
        refused(Api.as("operator", "ops").get("/v1/companies/nobody-knows").then(), 404, "unknown_company");
    }

    @ParameterizedTest
    @ValueSource(strings = {"urgent", "ads", "dead", "Shop", "a", "sh op", "shop|x"})
    void anIdThatWouldBeMistakenForSomethingElseIsRefused(String id) {
        refused(onboard(id, "Shop"), 400, "invalid_field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Shop\\u0000"})
    void aNameThatCannotBeShownIsRefused(String name) {
        refused(onboard("unnamed", name), 400, "invalid_field");
    }

    @Test
    void thePublicKeyIsOpenToEveryone() {
        String x = RestAssured.get("/v1/keys")
                .then()
                .statusCode(200)
                .body("keys[0].kty", equalTo("OKP"))
                .body("keys[0].crv", equalTo("Ed25519"))
                .extract()
                .path("keys[0].x");

        byte[] x509 =
                Base64.getDecoder().decode(ServersTestResource.consentKey().publicKey());
        assertThat(x509).endsWith(Base64.getUrlDecoder().decode(x));
    }

    private static List<ConsumerRecord<byte[], byte[]>> told(String company) {
        return Log.of("company.events", Partitions.of(company, 6)).stream()
                .filter(record -> Log.key(record).equals(company))
                .toList();
    }

    private static ValidatableResponse onboard(String company, String name) {
        return Api.as("operator", "ops")
                .body(BODY.formatted(company, name))
                .post("/v1/companies")
                .then();
    }
}
