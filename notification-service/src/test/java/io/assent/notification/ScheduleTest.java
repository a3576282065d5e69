package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.assent.notification.World.Person;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ScheduleTest {
    private Person person;
    private String company;

    @BeforeEach
    void aPersonAndACompany() {
        person = World.person();
        company = World.company();
    }

    @Test
    void aMessageForLaterIsLetGoWhenItsHourHasCome() {
        World.accepted(person, company);

        String message = World.sendByRest(company, "s-1", later(Instant.now().plusSeconds(3600)));
        assertThat(World.decided(message)).isEqualTo("scheduled");
        assertThat(World.query(
                        "select expires_at - due_at = interval '30 days' from message where id = '" + message + "'"))
                .isEqualTo("t");
        World.query("update message set due_at = now() where id = '" + message + "'");

        World.awaitStatus(message, "queued");
    }

    @Test
    void theSameRequestIsARepetitionBeforeAndAfterItsHour() {
        World.accepted(person, company);
        String body = later(Instant.now().plusMillis(600));

        String message = World.sendByRest(company, "s-2", body);
        World.awaitStatus(message, "queued");

        assertThat(World.sendByRest(company, "s-2", body)).isEqualTo(message);
        assertThat(World.row(message)).isEqualTo("queued");
    }

    @Test
    void whatWaitsForItsHourIsCancelledByAWithdrawal() {
        World.accepted(person, company);
        String message = World.sendByRest(company, "s-3", later(Instant.now().plusSeconds(3600)));
        World.decided(message);

        World.freshConsent(World.consent(person, company, "withdrawn", false));

        assertThat(World.row(message)).isEqualTo("suppressed cancelled_by_withdrawal");
    }

    @Test
    void limitsAreAskedWhenTheHourHasComeAndNotBefore() {
        World.accepted(person, company);
        String message = World.sendByRest(company, "s-4", later(Instant.now().plusSeconds(3600), "marketing"));
        assertThat(World.decided(message)).isEqualTo("scheduled");
        for (int i = 0; i < 2; i++) {
            String at = World.sendByRest(
                    company, "now-" + i, World.request(person, "marketing", person.sealed(company, "now " + i)));
            assertThat(World.decided(at)).isEqualTo("queued");
        }

        World.query("update message set due_at = now() where id = '" + message + "'");

        World.awaitStatus(message, "suppressed pair_marketing_cap");
    }

    @Test
    void quietHoursHoldBackWhatRespectsThem() {
        World.accepted(person, company);
        LocalTime now = LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);
        person.api()
                .body("{\"starts\":\"%s\",\"ends\":\"%s\",\"zone\":\"UTC\"}"
                        .formatted(now.minusHours(1), now.plusHours(1)))
                .put("/v1/people/" + person.id() + "/quiet-hours")
                .then()
                .statusCode(200);

        String minding = World.sendByRest(company, "q-1", quiet());
        String other = World.sendByRest(
                company, "q-2", World.request(person, "utility", person.sealed(company, "your driver is here")));

        assertThat(World.decided(minding)).isEqualTo("scheduled");
        assertThat(World.query("select due_at - now() between interval '55 minutes' and interval '65 minutes'"
                        + " from message where id = '" + minding + "'"))
                .isEqualTo("t");
        assertThat(World.decided(other)).isEqualTo("queued");
        World.as("device", "p-other/d-other")
                .get("/v1/people/" + person.id() + "/quiet-hours")
                .then()
                .statusCode(403);
    }

    @Test
    void aSenderTakesBackWhatWasNotHandedOverYet() {
        World.accepted(person, company);
        String scheduled = World.sendByRest(company, "c-1", later(Instant.now().plusSeconds(3600)));
        String queued = World.sendByRest(
                company, "c-2", World.request(person, "utility", person.sealed(company, "never mind")));
        World.decided(scheduled);
        World.decided(queued);

        for (String message : new String[] {scheduled, queued, queued}) {
            World.as("company", company)
                    .delete("/v1/notifications/" + message)
                    .then()
                    .statusCode(200)
                    .body("reason", equalTo("cancelled_by_sender"));
        }

        assertThat(World.row(queued)).isEqualTo("suppressed cancelled_by_sender");
        assertThat(World.query("select sealed from message where id = '" + queued + "'"))
                .isNull();
        World.as("company", World.company())
                .delete("/v1/notifications/" + queued)
                .then()
                .statusCode(404);
    }

    @Test
    void whatWasHandedOverCannotBeTakenBack() {
        World.accepted(person, company);
        String message =
                World.sendByRest(company, "c-3", World.request(person, "utility", person.sealed(company, "gone")));
        World.decided(message);
        World.query("update message set state = 'sent', sent_at = now() where id = '" + message + "'");

        World.as("company", company)
                .delete("/v1/notifications/" + message)
                .then()
                .statusCode(409)
                .body("reason", equalTo("too_late"));
    }

    @Test
    void anHourTooFarAwayOrUnreadableIsRefused() {
        World.accepted(person, company);

        refused(later(Instant.now().plus(31, ChronoUnit.DAYS)), "send_at_out_of_bounds");
        refused(quiet().replaceFirst("\\{", "{\"sendAt\":\"tomorrow\","), "invalid_field");
    }

    private void refused(String body, String reason) {
        World.as("company", company)
                .header("Idempotency-Key", "refused")
                .body(body)
                .post("/v1/notifications")
                .then()
                .statusCode(400)
                .body("reason", equalTo(reason));
    }

    private String later(Instant at) {
        return later(at, "utility");
    }

    private String later(Instant at, String category) {
        return World.request(person, category, person.sealed(company, "later"))
                .replaceFirst("\\{", "{\"sendAt\":\"" + at + "\",");
    }

    private String quiet() {
        return World.request(person, "utility", person.sealed(company, "can wait"))
                .replaceFirst("\\{", "{\"respectQuietHours\":true,");
    }
}
