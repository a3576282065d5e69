package io.assent.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.exactlyonce.Relay;
import io.assent.notification.delivery.RedeliverySchedule;
import io.assent.notification.store.HandOverStore;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who waits for something urgent does not wait behind those who came before. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class NewMessagesTest {
    private static final RedeliverySchedule LATER = new RedeliverySchedule(Duration.ofHours(1), Duration.ofHours(1));

    @Inject
    HandOverStore store;

    @Inject
    Relay relay;

    @Inject
    DeliveryMetrics metrics;

    private final OpenInboxes inboxes = new OpenInboxes();
    private final String first = "p-" + UUID.randomUUID();
    private final String second = "p-" + UUID.randomUUID();
    private final String hurried = "p-" + UUID.randomUUID();
    /** One for all of them, so that it tells who was first. */
    private final RecordingSocket devices = new RecordingSocket();

    @Test
    void aCodeOvertakesWhatOthersWaitForAndKeepsNobodyFromTheirTurn() throws Exception {
        NewMessages messages = new NewMessages(inboxes, store, relay, metrics, 1);
        List.of(first, second, hurried).forEach(this::listen);
        String ofFirst = queued(first, "utility");
        String ofSecond = queued(second, "utility");
        String ofHurried = queued(hurried, "utility");
        String code = queued(hurried, "authentication");
        messages.add(List.of(first, second, hurried), Way.LOCAL);
        messages.addUrgent(List.of(hurried), Way.NOTIFIED);

        messages.handOver();

        assertThat(devices.shown()).containsExactly(code, ofHurried, ofFirst);

        for (int i = 0; i < 20 && !messages.isDone(); i++) {
            messages.handOver();
        }
        assertThat(messages.isDone()).isTrue();
        assertThat(devices.shown()).containsExactly(code, ofHurried, ofFirst, ofSecond);
    }

    @Test
    void whomNobodyListensForIsNotWaitedFor() {
        NewMessages messages = new NewMessages(inboxes, store, relay, metrics, 1);
        messages.add(List.of("nobody", "nobody else"), Way.LOCAL);

        messages.handOver();
        messages.handOver();

        assertThat(messages.isDone()).isTrue();
    }

    private void listen(String person) {
        inboxes.add(new InboxConnection(
                person,
                () -> List.of("k-" + person),
                Instant.now(),
                Instant.now(),
                devices,
                new Outstanding(100, LATER)));
    }

    /** As the gate stores it. */
    private static String queued(String person, String category) throws SQLException {
        String id = "m-" + UUID.randomUUID();
        try (Connection connection = ServersTestResource.servers().superuser(ServersTestResource.database());
                var statement = connection.createStatement()) {
            statement.execute(
                    ("insert into permission (person, company, state, purposes, blocked, version) values ('%s', 'c',"
                                    + " 'accepted', '{notifications.utility,notifications.authentication}', false, 1) on conflict do nothing")
                            .formatted(person));
            statement.execute(
                    ("insert into message (id, company, event_id, body_hash, person, category, state, kids, sealed,"
                                    + " expires_at, occurred_at, recorded_at) values ('%1$s', 'c', '%1$s', '', '%2$s', '%3$s', 'queued', 'k-%2$s',"
                                    + " 'body', now() + interval '1 hour', now(), now())")
                            .formatted(id, person, category));
        }
        return id;
    }
}
