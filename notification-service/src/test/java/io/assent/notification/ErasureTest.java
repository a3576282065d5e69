package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.assent.exactlyonce.OutboxRecord;
import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ErasureTest {
    @Test
    void nothingOfAnErasedPersonIsLeftAndWhatWaitedIsCancelled() {
        Person person = World.person();
        String company = World.company();
        World.accepted(person, company);
        String body = World.request(person, "utility", person.sealed(company, "x"));
        String queued = World.sendByRest(company, "queued", body);
        String blocked = World.sendByRest(company, "ended", body.replace("utility", "authentication"));
        World.awaitStatus(queued, "queued");
        World.decided(blocked);

        Person renewed = new Person(person.id(), person.device(), Sealing.key("k-renewed-" + person.id()));
        renewed.api()
                .body(renewed.key().toPublicJWK().toJSONString())
                .put("/v1/devices/" + renewed.device() + "/key")
                .then()
                .statusCode(200);
        World.query("insert into push_subscription (device, person, endpoint) values ('%s', '%s', 'https://push/')"
                .formatted(person.device(), person.id()));
        World.query("insert into wake_up (device, urgency, until) values ('%s', 1, now() + interval '1 day')"
                .formatted(person.device()));

        World.publish(World.erasure(person, "erasure-of-one"));

        World.awaitStatus(queued, "suppressed cancelled_by_erasure");
        awaitReport("erasure-of-one");
        assertThat(tablesThatName(person.id())).isEmpty();
        assertThat(tablesThatName(person.device())).isEmpty();
        assertThat(World.topic("notification.deliveries", 24))
                .anyMatch(event -> event.contains(queued) && event.contains("cancelled_by_erasure"));
        World.as("company", company)
                .get("/v1/people/" + person.id() + "/keys")
                .then()
                .statusCode(403);
    }

    @Test
    void whatComesAfterTheErasureIsSuppressed() {
        Person person = World.person();
        String company = World.company();
        World.accepted(person, company);
        String body = World.request(person, "utility", person.sealed(company, "x"));

        World.publish(World.erasure(person, "erasure-before-send"));

        assertThat(World.decided(World.sendByRest(company, "late", body))).startsWith("suppressed");
    }

    @Test
    void whoComesBackIsNotErasedByACopyOfTheRecord() {
        Person person = World.person();
        String company = World.company();
        World.accepted(person, company);
        OutboxRecord erasure = World.erasure(person, "erasure-copied");
        World.publish(erasure);
        awaitReport("erasure-copied");
        World.comesBack(person);
        World.accepted(person, company);

        World.freshConsent(World.publish(erasure));

        String body = World.request(person, "utility", person.sealed(company, "again"));
        assertThat(World.decided(World.sendByRest(company, "again", body))).isEqualTo("queued");
        World.as("operator", "ops").get("/q/health/live").then().body("status", equalTo("UP"));
    }

    private static void awaitReport(String erasure) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(World.topic("notification.erasures", 6))
                        .filteredOn(event -> event.contains("ErasureCompleted") && event.contains(erasure))
                        .hasSize(1));
    }

    /** Tables in which some row holds the text, whatever its columns are. */
    private static List<String> tablesThatName(String text) {
        String tables = World.query("select string_agg(table_name, ' ') from information_schema.tables"
                + " where table_schema = 'public' and table_type = 'BASE TABLE'");
        return Arrays.stream(tables.split(" "))
                .filter(table -> !World.query(
                                "select count(*) from \"%s\" as t where t::text ~ '\\m%s\\M'".formatted(table, text))
                        .equals("0"))
                .toList();
    }
}
