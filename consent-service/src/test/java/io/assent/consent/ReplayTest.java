package io.assent.consent;

import static io.assent.consent.Api.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Started anew, on the time of the events and with a longer lease. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
@TestProfile(ReplayTest.Replay.class)
class ReplayTest {
    private static final long LONGER_COMMIT_WAIT_NANOS = 180_000_000;

    /** How a replay is configured. */
    public static class Replay implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("assent.clock", "event", "assent.consent.lease-millis", "150");
        }
    }

    @Test
    void theTimeOfACallIsTheOneItCarries() {
        String person = Api.freshPerson();
        Api.as("person", person)
                .header("ce-time", "2026-03-31T10:15:30+02:00")
                .post(Api.contact("never-asked", person) + "/block")
                .then()
                .statusCode(200)
                .body("occurredAt", equalTo("2026-03-31T08:15:30Z"));

        var event = Log.of(person, "never-asked").getLast();
        assertThat(Log.header(event, "ce_time")).isEqualTo("2026-03-31T08:15:30Z");
        assertThat(Instant.parse(Log.data(event).path("recordedAt").asText()))
                .isAfter(Instant.parse("2026-04-01T00:00:00Z"));
        refused(
                Api.as("person", person)
                        .header("ce-time", "yesterday")
                        .post(Api.contact("never-asked", person) + "/unblock")
                        .then(),
                400,
                "invalid_field");
    }

    @Test
    void newLeaseTermsAreToldInEveryPartitionAndWaitedFor() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(leaseMillisOfPartitions())
                        .hasSize(Log.PARTITIONS)
                        .allSatisfy((_, leaseMillis) -> assertThat(leaseMillis).isEqualTo(150)));

        String person = Api.freshPerson();
        long began = System.nanoTime();
        Api.as("person", person)
                .post(Api.contact("never-asked", person) + "/block")
                .then()
                .statusCode(200);
        assertThat(System.nanoTime() - began).isGreaterThan(LONGER_COMMIT_WAIT_NANOS);
    }

    private static Map<String, Integer> leaseMillisOfPartitions() {
        return Log.of(Log.CONSENT).stream()
                .filter(record -> Log.key(record).matches("lease\\|\\d+") && Log.isSigned(record))
                .collect(Collectors.toMap(
                        Log::key, record -> Log.data(record).path("leaseMillis").asInt(), (_, later) -> later));
    }
}
