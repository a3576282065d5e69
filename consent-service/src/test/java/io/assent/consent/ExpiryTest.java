package io.assent.consent;

import static io.assent.consent.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Years pass by in a replay. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@TestProfile(ReplayTest.Replay.class)
class ExpiryTest {
    private static final Instant START = Instant.parse("2030-01-01T08:00:00Z");

    private String company;
    private String person;

    @BeforeEach
    void givenARequest() {
        company = Api.freshCompany();
        person = Api.freshPerson();
        asks(0).statusCode(201);
    }

    @Test
    void aRequestThatNobodyAnswersLapsesAndTheCompanyMayAskAgain() {
        refused(accepts(30), 409, "request_expired");
        timePasses(30);

        contact().body("state", equalTo("lapsed")).body("change", equalTo("lapsed"));
        assertThat(openRequests()).isEqualTo("0");
        refused(accepts(31), 409, "request_expired");
        asks(31).statusCode(201).body("state", equalTo("requested"));
        assertThat(openRequests()).isEqualTo("1");
    }

    @Test
    void aConsentRunsOutAndTheGatesAreTold() {
        accepts(1).statusCode(200).body("validUntil", equalTo(day(1 + 730).toString()));

        timePasses(730);
        contact().body("state", equalTo("accepted"));
        timePasses(731);

        contact().body("state", equalTo("expired"));
        ConsumerRecord<byte[], byte[]> last = Log.of(person, company).getLast();
        assertThat(Log.isSigned(last)).isTrue();
        assertThat(Log.data(last).path("purposes")).isEmpty();
        assertThat(Contract.faults(Log.header(last, "ce_type"), Log.data(last))).isEmpty();
    }

    @Test
    void aConsentThatIsRefreshedInTimeGoesOn() {
        accepts(1).statusCode(200);
        asks(600).statusCode(200);

        asks(710).statusCode(201).body("state", equalTo("accepted")).body("requestExpiresAt", notNullValue());
        accepts(720).statusCode(200).body("validUntil", equalTo(day(720 + 730).toString()));

        timePasses(731);
        contact().body("state", equalTo("accepted"));
    }

    @Test
    void twoSweepsAtOnceEndAContactOnce() {
        accepts(1).statusCode(200);
        int events = Log.of(person, company).size();

        IntStream.range(0, 4).parallel().forEach(_ -> timePasses(800));

        contact().body("state", equalTo("expired"));
        assertThat(Log.of(person, company)).hasSize(events + 1);
    }

    private ValidatableResponse asks(int day) {
        return Api.as("company", company)
                .header("ce-time", day(day).toString())
                .body("{\"user\":\"%s\",\"purposes\":[\"chat\"],\"noticeVersion\":\"v1\",\"language\":\"en\"}"
                        .formatted(person))
                .post("/v1/companies/" + company + "/contact-requests")
                .then();
    }

    private ValidatableResponse accepts(int day) {
        return Api.as("person", person)
                .header("ce-time", day(day).toString())
                .body("{\"purposes\":[\"chat\"]}")
                .post(Api.contact(company, person) + "/accept")
                .then();
    }

    private ValidatableResponse contact() {
        return Api.as("person", person).get(Api.contact(company, person)).then().statusCode(200);
    }

    private String openRequests() {
        return Database.value("select sum(open) from open_requests where company = ?", company);
    }

    private static void timePasses(int day) {
        Api.as("operator", "ops")
                .body("{\"watermark\":\"%s\"}".formatted(day(day)))
                .put("/v1/time")
                .then()
                .statusCode(200);
    }

    private static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }
}
