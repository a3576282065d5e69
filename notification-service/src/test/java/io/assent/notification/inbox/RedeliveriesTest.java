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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices that acknowledge nothing, on an instance that looks when it is told to. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class RedeliveriesTest {
    private static final int ROOM = 1;

    @Inject
    HandOverStore store;

    @Inject
    Relay relay;

    @Inject
    DeliveryMetrics metrics;

    private final OpenInboxes inboxes = new OpenInboxes();
    private final String person = "p-" + UUID.randomUUID();
    private final RecordingSocket phoneSocket = new RecordingSocket();
    private final InboxConnection phone = device("k-phone", phoneSocket);
    private final InboxConnection tablet = device("k-tablet", new RecordingSocket());
    private Redeliveries redeliveries;

    @BeforeEach
    void twoDevicesListen() {
        inboxes.add(phone);
        inboxes.add(tablet);
        redeliveries = new Redeliveries(inboxes, store, relay, metrics, 200);
    }

    @Test
    void nothingIsLookedForBeforeItIsTime() throws Exception {
        shown("k-phone");

        redeliveries.handOver();
        assertThat(phoneSocket.shown()).hasSize(1);

        redeliveries.look();
        redeliveries.handOver();
        assertThat(phoneSocket.shown()).hasSize(2);
    }

    @Test
    void whatWasSealedToARevokedKeyIsNotDueForEver() throws Exception {
        shown("k-phone");
        sql("update message set kids = null, sealed = null where person = '" + person + "'");

        redeliveries.look();
        redeliveries.handOver();

        assertThat(due(phone)).isEmpty();
    }

    @Test
    void whatOnlyAnotherDeviceCanOpenIsDueThereAlone() throws Exception {
        shown("k-phone k-tablet");
        sql("update message set kids = 'k-tablet', sealed = 'body' where person = '" + person + "'");

        redeliveries.look();
        redeliveries.handOver();

        assertThat(due(phone)).isEmpty();
        assertThat(due(tablet)).hasSize(1);
    }

    @Test
    void whatADeviceCannotOpenAnyMoreTakesNoRoom() throws Exception {
        shown("k-phone k-tablet");
        sql("update message set kids = 'k-tablet', sealed = 'body' where person = '" + person + "'");

        redeliveries.lookForReceipts(List.of(phone, tablet));

        assertThat(phone.isFull()).isFalse();
        assertThat(tablet.isFull()).isTrue();
    }

    private InboxConnection device(String kid, RecordingSocket socket) {
        RedeliverySchedule atOnce = new RedeliverySchedule(Duration.ZERO, Duration.ZERO);
        return new InboxConnection(
                person, () -> List.of(kid), Instant.now(), Instant.now(), socket, new Outstanding(ROOM, atOnce));
    }

    private static List<Long> due(InboxConnection device) {
        return device.due(System.nanoTime());
    }

    /** A message, as the gate stores it, is shown to both devices. */
    private void shown(String kids) throws SQLException {
        sql("insert into permission (person, company, state, purposes, blocked, version)"
                + " values ('%s', 'c', 'accepted', '{notifications.utility}', false, 1)".formatted(person));
        sql(("insert into message (id, company, event_id, body_hash, person, category, state, kids, sealed, expires_at,"
                        + " occurred_at, recorded_at) values ('m-%1$s', 'c', '%1$s', '', '%1$s', 'utility', 'queued', '%2$s', '%3$s',"
                        + " now() + interval '1 hour', now(), now())")
                .formatted(person, kids, kids.replaceAll("[a-z-]+", "body")));
        store.handOver(Listeners.of(List.of(phone, tablet))).handed().forEach(message -> {
            phone.write(message);
            tablet.write(message);
        });
    }

    private static void sql(String sql) throws SQLException {
        try (Connection connection = ServersTestResource.servers().superuser(ServersTestResource.database());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
