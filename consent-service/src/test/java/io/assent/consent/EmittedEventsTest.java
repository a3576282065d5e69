package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** All that this service writes keeps its contract. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class EmittedEventsTest {
    @Test
    void everyEventIsValidAndLiesWhereTheContractSays() {
        String company = Api.freshCompany();
        String person = Api.freshPerson();
        doAllThereIsToDo(company, person);

        List<ConsumerRecord<byte[], byte[]>> emitted = new ArrayList<>(Log.of(Log.CONSENT, Log.partition(person)));
        emitted.removeIf(
                record -> !Set.of(person, "lease").contains(Log.key(record).split("\\|", 2)[0]));
        assertThat(emitted).allMatch(Log::isSigned);
        emitted.addAll(Log.of("company.events"));

        assertThat(emitted.stream().map(record -> Log.header(record, "ce_type")).distinct())
                .containsExactlyInAnyOrderElementsOf(Contract.eventTypes());
        emitted.forEach(EmittedEventsTest::assertKeepsTheContract);
    }

    @Test
    void everyPartitionTellsTheLeaseTerms() {
        assertThat(Log.of(Log.CONSENT).stream().map(Log::key).filter(key -> key.startsWith("lease|")))
                .contains(IntStream.range(0, Log.PARTITIONS)
                        .mapToObj(partition -> "lease|" + partition)
                        .toArray(String[]::new));
    }

    private static void assertKeepsTheContract(ConsumerRecord<byte[], byte[]> record) {
        JsonNode data = Log.data(record);
        assertThat(Contract.faults(Log.header(record, "ce_type"), data)).isEmpty();
        assertThat(Log.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(Log.header(record, "ce_source")).isEqualTo("/consent-service");
        assertThat(Log.header(record, "ce_id")).isNotEmpty();
        if (data.has("occurredAt")) {
            assertThat(Log.header(record, "ce_time"))
                    .isEqualTo(data.path("occurredAt").asText());
        }
        if (data.has("user")) {
            String counterpart =
                    data.has("erasure") ? "erasure" : data.path("company").asText("ads");
            assertThat(Log.key(record)).isEqualTo(data.path("user").asText() + "|" + counterpart);
        }
    }

    private static void doAllThereIsToDo(String company, String person) {
        Api.accepted(company, person);
        Api.ask(company, person, "\"notifications.marketing\"").statusCode(201);
        Api.as("person", person)
                .body("{\"purposes\":[\"notifications.marketing\"]}")
                .post(Api.contact(company, person) + "/accept")
                .then()
                .statusCode(200);
        for (String move : List.of("stop-marketing", "resume-marketing", "block", "unblock", "withdraw", "decline")) {
            Api.as("person", person)
                    .post(Api.contact(company, person) + "/" + move)
                    .then()
                    .statusCode(200);
        }
        Api.as("person", person)
                .post(Api.contact("never-asked", person) + "/block")
                .then()
                .statusCode(200);
        Api.as("person", person)
                .body("{\"choice\":\"contextual\"}")
                .put("/v1/people/" + person + "/ads-choice")
                .then()
                .statusCode(200);
        Api.as("person", person)
                .post("/v1/people/" + person + "/erasure")
                .then()
                .statusCode(202);
    }
}
