package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.exactlyonce.Partitions;
import io.assent.notification.World.Person;
import io.assent.notification.store.ReceiptStore;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class ReceiptRushTest {
    /** More than the pool has sessions. */
    private static final int RECEIPTS = 40;

    private static final int LANES = 24;

    @Inject
    ReceiptStore receipts;

    private String company;

    @BeforeEach
    void aCompany() {
        company = World.company();
    }

    @Test
    void receiptsThatWaitForEachOtherKeepNobodyFromBeingHandedMessages() throws Exception {
        Person busy = listener();
        Person other = elsewhere(busy);
        List<String> shown = shown(busy);
        try (Inbox inbox = new Inbox(other);
                var devices = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();

            try (Connection lane = heldLane(busy)) {
                shown.forEach(id -> answers.add(devices.submit(() -> receipt(busy, id))));
                Awaitility.await().until(() -> waitingForTheLane() > 0);
                World.sendByKafka(
                        company, other, "code", World.request(other, "utility", other.sealed(company, "now")));

                Awaitility.await()
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> inbox.received().size() == 1);
                lane.rollback();
            }

            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(shown).allSatisfy(id -> assertThat(World.row(id)).isEqualTo("delivered"));
    }

    @Test
    void receiptsThatAreRecordedTogetherCountOnceAndOnlyForTheirPerson() throws Exception {
        Person reader = listener();
        Person thief = elsewhere(reader);
        List<String> shown = shown(reader);
        long before = delivered(reader);
        List<Future<Integer>> answers = new ArrayList<>();
        try (var devices = Executors.newVirtualThreadPerTaskExecutor()) {
            try (Connection lane = heldLane(reader)) {
                answers.add(devices.submit(() -> receipt(reader, shown.getFirst())));
                Awaitility.await().until(() -> waitingForTheLane() > 0);
                for (String id : shown) {
                    answers.add(devices.submit(() -> receipt(thief, id, "read")));
                    answers.add(devices.submit(() -> receipt(reader, id, "read")));
                    answers.add(devices.submit(() -> receipt(reader, id, "delivered")));
                    answers.add(devices.submit(() -> receipt(reader, "no\\u0000id", "delivered")));
                }
                Awaitility.await().until(() -> receipts.waiting() >= 4);
                lane.rollback();
            }
        }

        assertThat(answers.stream().map(Future::resultNow))
                .containsOnly(200, 400)
                .filteredOn(status -> status == 400)
                .hasSize(RECEIPTS);
        assertThat(delivered(reader)).isEqualTo(before + RECEIPTS);
        assertThat(shown).allSatisfy(id -> {
            assertThat(World.row(id)).isEqualTo("read");
            assertThat(World.query("select delivered_at <= read_at from message where id = '" + id + "'"))
                    .isEqualTo("t");
        });
    }

    @Test
    void whoseConsentCannotBeFollowedKeepsNobodyElseFromBeingRecorded() throws Exception {
        Person stuck = listener();
        Person other = elsewhere(stuck);
        List<String> ofStuck = shown(stuck);
        List<String> ofOther = shown(other);
        SwitchableBarrier.stands = lane(stuck);

        List<Future<Integer>> refused = new ArrayList<>();
        List<Future<Integer>> recorded = new ArrayList<>();
        try (var devices = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < RECEIPTS; i++) {
                String one = ofStuck.get(i);
                String another = ofOther.get(i);
                refused.add(devices.submit(() -> receipt(stuck, one)));
                recorded.add(devices.submit(() -> receipt(other, another)));
            }
        }

        assertThat(recorded.stream().map(Future::resultNow)).containsOnly(200);
        assertThat(refused.stream().map(Future::resultNow)).containsOnly(503);
        assertThat(ofStuck).allSatisfy(id -> assertThat(World.row(id)).isEqualTo("sent"));
        SwitchableBarrier.stands = -1;
        assertThat(receipt(stuck, ofStuck.getFirst())).isEqualTo(200);
        assertThat(receipt(stuck, ofStuck.getLast())).isEqualTo(200);
    }

    @AfterEach
    void everythingIsFollowed() {
        SwitchableBarrier.stands = -1;
    }

    private Person listener() {
        Person person = World.person();
        World.accepted(person, company);
        return person;
    }

    /** A person whose receipts are of another lane. */
    private Person elsewhere(Person person) {
        Person other = listener();
        return lane(other) == lane(person) ? elsewhere(person) : other;
    }

    private static int lane(Person person) {
        return Partitions.of(person.id(), LANES);
    }

    private List<String> shown(Person person) {
        String first = World.sendByRest(
                company, "first-" + person.id(), World.request(person, "utility", person.sealed(company, "the first")));
        World.awaitStatus(first, "queued");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < RECEIPTS; i++) {
            ids.add(World.another(first, "sent", "utility"));
        }
        return ids;
    }

    private static Connection heldLane(Person person) throws Exception {
        World.query("insert into delivered_count values (%d, 0) on conflict do nothing".formatted(lane(person)));
        Connection held = ServersTestResource.servers().superuser(ServersTestResource.database());
        held.setAutoCommit(false);
        try (var statement = held.createStatement()) {
            statement.execute("select * from delivered_count where lane = %d for update".formatted(lane(person)));
        }
        return held;
    }

    private static int waitingForTheLane() {
        return Integer.parseInt(World.query("select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                + " and query like '%delivered_count%'"));
    }

    private static long delivered(Person person) {
        return Long.parseLong(
                World.query("select coalesce(sum(messages), 0) from delivered_count where lane = " + lane(person)));
    }

    private static int receipt(Person person, String messageId) {
        return receipt(person, messageId, "delivered");
    }

    private static int receipt(Person person, String messageId, String status) {
        return person.api()
                .body("{\"receipts\":[{\"messageId\":\"%s\",\"status\":\"%s\"}]}".formatted(messageId, status))
                .post("/v1/receipts")
                .statusCode();
    }
}
