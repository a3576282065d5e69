package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assent.exactlyonce.Partitions;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is answered must be what every gate can know. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class AcknowledgementTest {
    private static final long COMMIT_WAIT_NANOS = 120_000_000;

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
    void aWithdrawalIsReadableInKafkaAtItsTokenWhenItIsAcknowledged() {
        Api.accepted(company, person);

        String token = token(Api.as("person", person).post(contact + "/withdraw"));

        ConsumerRecord<byte[], byte[]> last = Log.of(person, company).getLast();
        assertThat(Log.data(last).path("state").asText()).isEqualTo("withdrawn");
        assertThat(Log.isSigned(last)).isTrue();
        assertThat(token).startsWith("consent.events/" + last.partition() + "/");
        assertThat(last.offset()).isLessThanOrEqualTo(offset(token));
    }

    @Test
    void nothingRevealsAWithdrawalWhileKafkaHasNotCommittedIt() throws Exception {
        Api.accepted(company, person);
        ServersTestResource.servers().pauseKafka();
        CompletableFuture<Response> withdrawal;
        CompletableFuture<Response> look;
        CompletableFuture<Response> receipt;
        try {
            withdrawal = async(() -> Api.as("person", person).post(contact + "/withdraw"));
            awaitInDatabase("withdrawn");
            look = async(() -> Api.as("person", person).get(contact));
            receipt = async(() -> Api.as("person", person).get(contact + "/receipt"));

            assertThatThrownBy(() -> withdrawal.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(look).isNotDone();
            assertThat(receipt).isNotDone();
        } finally {
            ServersTestResource.servers().resumeKafka();
        }

        assertThat(withdrawal.get(20, TimeUnit.SECONDS).jsonPath().getString("state"))
                .isEqualTo("withdrawn");
        assertThat(look.get(20, TimeUnit.SECONDS).jsonPath().getString("state")).isEqualTo("withdrawn");
        assertThat(receipt.get(20, TimeUnit.SECONDS).jsonPath().getString("reason"))
                .isEqualTo("not_accepted");
    }

    @Test
    void nothingRevealsABlockWhileAFeedMayRelyOnTheFormerState() throws Exception {
        Api.accepted(company, person);

        long began = System.nanoTime();
        CompletableFuture<Long> block = async(() -> answeredAt(Api.as("person", person)
                .post(contact + "/block")
                .then()
                .statusCode(200)
                .extract()
                .response()));
        awaitInDatabase("\"blocked\":true");
        CompletableFuture<Long> look =
                async(() -> answeredAt(Api.as("person", person).get(contact)));
        CompletableFuture<Long> again =
                async(() -> answeredAt(Api.as("person", person).post(contact + "/block")));
        CompletableFuture<Long> refusal = async(() -> answeredAt(
                Api.ask(company, person, "\"chat\"").statusCode(409).extract().response()));

        for (CompletableFuture<Long> answer :
                Stream.of(block, look, again, refusal).toList()) {
            assertThat(answer.get(20, TimeUnit.SECONDS) - began).isGreaterThan(COMMIT_WAIT_NANOS);
        }
    }

    @Test
    void anAdsChoiceIsAnsweredWhenNoFeedCanRelyOnTheFormerOne() {
        long began = System.nanoTime();
        Api.as("person", person)
                .body("{\"choice\":\"contextual\"}")
                .put("/v1/people/" + person + "/ads-choice")
                .then()
                .statusCode(200);

        assertThat(System.nanoTime() - began).isGreaterThan(COMMIT_WAIT_NANOS);
    }

    @Test
    void aTokenNamesTheConsentLogThoughTheLaneLastCarriedACompany() {
        String neighbour = Stream.generate(Api::freshPerson)
                .filter(candidate -> Log.partition(candidate) < 6)
                .findFirst()
                .orElseThrow();
        Api.accepted(company, neighbour);
        String _ = Stream.generate(Api::freshCompany)
                .filter(onboarded -> Partitions.of(onboarded, 6) == Log.partition(neighbour))
                .findFirst()
                .orElseThrow();

        String token = token(Api.as("person", neighbour).get(Api.contact(company, neighbour)));

        ConsumerRecord<byte[], byte[]> last = Log.of(neighbour, company).getLast();
        assertThat(token).startsWith("consent.events/" + last.partition() + "/");
        assertThat(offset(token)).isGreaterThanOrEqualTo(last.offset());
        Api.as("person", neighbour)
                .get("/v1/freshness?waitMillis=5000&atLeast=" + token)
                .then()
                .statusCode(200);
    }

    private static long answeredAt(Response response) {
        assertThat(response.asString()).isNotEmpty();
        return System.nanoTime();
    }

    private static String token(Response response) {
        return response.then().statusCode(200).extract().header("Assent-Consistency-Token");
    }

    private static long offset(String token) {
        return Long.parseLong(token.substring(token.lastIndexOf('/') + 1));
    }

    private void awaitInDatabase(String part) {
        Awaitility.await()
                .until(() -> Database.value(
                                "select entry from consent_state where person = ? and counterpart = ?", person, company)
                        .contains(part));
    }

    private static <T> CompletableFuture<T> async(Supplier<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(call.get());
            } catch (Throwable failure) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }
}
