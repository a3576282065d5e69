package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.notification.World.Person;
import io.assent.notification.delivery.MessageIds;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A company sends the very moment a withdrawal or a block was acknowledged, by REST and by Kafka in turns. The gate must
 * know the revocation; that it only cancels later what it took does not count.
 */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class RevocationRaceTest {
    private static final int RACES = Integer.getInteger("assent.races", 200);
    private static final int SLOW_RACES = 20;

    private String company;

    @BeforeEach
    void onboard() {
        company = World.company();
    }

    @AfterEach
    void wholeAgain() {
        SwitchableBarrier.off = false;
        World.query("drop trigger if exists slow on permission");
        World.query("drop trigger if exists slow on message");
    }

    @Test
    void nothingThatIsSentAfterTheAcknowledgementIsTaken() {
        assertThat(takenAfterRevocation(RACES)).isEmpty();
    }

    @Test
    void notEvenWhenTheProjectionIsThreeHundredMillisecondsLate() {
        delayProjection();

        assertThat(takenAfterRevocation(SLOW_RACES)).isEmpty();
    }

    @Test
    void withoutTheBarrierTheLateProjectionLetsMessagesThrough() {
        delayProjection();
        SwitchableBarrier.off = true;

        assertThat(takenAfterRevocation(SLOW_RACES)).isNotEmpty();
    }

    /** Nobody's device listens, so nothing but the revocation itself can end the message. */
    @Test
    void aRevocationThatComesWhileTheGateDecidesCancelsWhatTheGateStores() {
        World.query("create or replace function slow() returns trigger language plpgsql as"
                + " 'begin perform pg_sleep(2); return new; end'");
        World.query("create trigger slow before insert on message for each row execute function slow()");
        Person person = World.person();
        World.accepted(person, company);
        World.sendByKafka(
                company, person, "decided", World.request(person, "utility", person.sealed(company, "in flight")));
        Awaitility.await()
                .until(() -> World.query("select 1 from pg_stat_activity where wait_event = 'PgSleep'") != null);

        World.consent(person, company, "withdrawn", false);

        World.awaitStatus(MessageIds.of(company, "decided"), "suppressed cancelled_by_withdrawal");
    }

    private List<String> takenAfterRevocation(int races) {
        List<String> sent = new ArrayList<>();
        for (int race = 0; race < races; race++) {
            Person person = World.person();
            World.accepted(person, company);
            String body = World.request(person, "utility", person.sealed(company, "race"));
            String key = person.id() + "-race";

            if (race % 4 < 2) {
                World.consent(person, company, "withdrawn", false);
            } else {
                World.consent(person, company, "accepted", true, "notifications.utility");
            }
            if (race % 2 == 0) {
                World.sendByRest(company, key, body);
            } else {
                World.sendByKafka(company, person, key, body);
            }
            sent.add(MessageIds.of(company, key));
        }
        return sent.stream()
                .map(World::decided)
                .filter(state -> !state.equals("suppressed consent_withdrawn") && !state.equals("suppressed blocked"))
                .toList();
    }

    /** Every change of a permission takes 300 ms more. */
    private static void delayProjection() {
        World.query("create or replace function slow() returns trigger language plpgsql as"
                + " 'begin perform pg_sleep(0.3); return new; end'");
        World.query("create trigger slow before insert or update on permission for each row execute function slow()");
    }
}
