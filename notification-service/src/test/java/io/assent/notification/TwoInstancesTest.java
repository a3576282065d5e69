package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.base.EventTime;
import io.assent.base.trace.Traces;
import io.assent.exactlyonce.Relay;
import io.assent.notification.World.Person;
import io.assent.notification.delivery.Notice;
import io.assent.notification.inbox.RecordingSocket;
import io.assent.notification.inbox.SecondInstance;
import io.assent.notification.store.DeliveryEvents;
import io.assent.notification.store.NoticeStore;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** Two instances on one database: the service itself, and the hand-over of another. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class TwoInstancesTest {
    private static final Map<String, String> AS_USUAL = Map.of();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    DataSource dataSource;

    @Inject
    DeliveryEvents events;

    @Inject
    EventTime time;

    @Inject
    Relay relay;

    @Inject
    Traces traces;

    @Inject
    NoticeStore notices;

    private Person person;
    private String kid;
    private String company;
    private int sent;

    @BeforeEach
    void anAcceptedContact() {
        person = World.person();
        kid = person.key().getKeyID();
        company = World.company();
        World.accepted(person, company);
    }

    @Test
    void aDeviceOnAnotherInstanceIsHandedAtOnceWhatTheGateHereTook() {
        try (SecondInstance second = listening(AS_USUAL)) {
            RecordingSocket device = second.connect(person.id(), kid);

            for (int i = 0; i < 10; i++) {
                String id = send();
                await(() -> device.shown().contains(id));
            }

            // By accident it may look in the very moment in which it is told.
            assertThat(second.handedOver("notified")).isGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void everyDeviceOnEveryInstanceIsShownEachMessageOnce() throws Exception {
        try (SecondInstance second = listening(AS_USUAL);
                Inbox here = new Inbox(person)) {
            RecordingSocket there = second.connect(person.id(), kid);
            List<String> ids = new ArrayList<>();

            for (int i = 0; i < 20; i++) {
                ids.add(send());
            }

            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(ids(here)).containsExactlyInAnyOrderElementsOf(ids);
                assertThat(there.shown()).containsExactlyInAnyOrderElementsOf(ids);
            });
            Awaitility.await().during(Duration.ofSeconds(1)).atMost(PATIENCE).untilAsserted(() -> {
                assertThat(ids(here)).hasSameSizeAs(ids);
                assertThat(there.shown()).hasSameSizeAs(ids);
            });
        }
    }

    @Test
    void whatAnotherInstanceHandedOutIsShownHereOnlyIfItIsStillAllowed() {
        String id = queued();
        try (SecondInstance second = listening(AS_USUAL)) {
            RecordingSocket device = second.connect(person.id(), kid);
            await(() -> device.shown().contains(id));
            String other = World.another(id, "sent", "utility");
            withdrawnUnnoticed();

            tellOthers(Notice.Kind.SENT);

            World.awaitStatus(other, "suppressed cancelled_by_withdrawal");
            assertThat(device.shown()).containsExactly(id);
        }
    }

    @Test
    void whatIsNotAcknowledgedIsShownAgainUntilItsReceiptComesWhereverThatIs() {
        try (SecondInstance second = listening(Map.of("redelivery-first", "PT0.2S", "redelivery-longest", "PT0.4S"))) {
            RecordingSocket device = second.connect(person.id(), kid);
            String id = send();

            await(() -> device.shown().size() >= 4);
            assertThat(device.shown()).containsOnly(id);
            assertThat(second.handedOver("redelivered")).isGreaterThanOrEqualTo(3);

            receipt(id);
            int shown = device.shown().size();
            Awaitility.await()
                    .during(Duration.ofSeconds(2))
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(device.shown().size()).isLessThanOrEqualTo(shown + 1));
        }
    }

    @Test
    void whatIsShownAgainIsADecisionOfItsOwn() {
        try (SecondInstance second = listening(Map.of("redelivery-first", "PT1S"))) {
            RecordingSocket device = second.connect(person.id(), kid);
            String id = send();
            await(() -> device.shown().contains(id));

            withdrawnUnnoticed();

            World.awaitStatus(id, "suppressed cancelled_by_withdrawal");
            assertThat(device.shown()).containsExactly(id);
        }
    }

    @Test
    void aDeviceThatAcknowledgesNothingIsShownMoreOnlyWhenReceiptsComeWhereverThatIs() {
        try (SecondInstance second = listening(Map.of("unacknowledged", "3"))) {
            RecordingSocket device = second.connect(person.id(), kid);
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                ids.add(send());
            }
            ids.forEach(World::decided);
            await(() -> device.shown().size() == 3);
            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .atMost(PATIENCE)
                    .until(() -> device.shown().size() == 3);

            receipt(device.shown().getFirst());
            await(() -> device.shown().size() == 4);

            String known = device.shown().get(1);
            receipt(known);
            second.acknowledged(person.id(), List.of(known));
            await(() -> device.shown().size() == 5);
            assertThat(device.shown()).doesNotHaveDuplicates().isSubsetOf(ids);
        }
    }

    /** As another instance does, which shows it to another device of the person at the same time. */
    @Test
    void whatSomebodyHoldsWhenADeviceConnectsIsShownToItAfterwards() throws Exception {
        String id = queued();
        String held = World.another(id, "sent", "utility");
        try (SecondInstance second = listening(AS_USUAL);
                Connection holder = dataSource.getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("select 1 from message where id = '" + held + "' for update");
            RecordingSocket device = second.connect(person.id(), kid);
            await(() -> device.shown().contains(id));

            holder.commit();

            await(() -> device.shown().contains(held));
            assertThat(device.shown()).containsExactly(id, held);
        }
    }

    @Test
    void messagesOfADeviceThatDoesNotReadStayQueuedUntilItDoes() {
        try (SecondInstance second = listening(AS_USUAL)) {
            RecordingSocket socket = new RecordingSocket();
            socket.takes(1);
            RecordingSocket device = second.connect(person.id(), kid, socket);
            String first = send();
            await(() -> device.shown().contains(first));

            String next = send();
            String last = send();
            assertThat(World.decided(last)).isEqualTo("queued");
            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .atMost(PATIENCE)
                    .until(() ->
                            World.row(next).equals("queued") && World.row(last).equals("queued"));

            socket.takes(10);

            await(() -> device.shown().equals(List.of(first, next, last)));
        }
    }

    /** It was told nothing, and cannot have been: it was not there when the other one looked who listens. */
    @Test
    void anInstanceThatBeginsToListenMissesNothingOfATransactionThatDidNotSeeIt() throws Exception {
        String id = queued();
        try (SecondInstance second = new SecondInstance(shared(), AS_USUAL)) {
            String other;
            RecordingSocket device;
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                notices.tell(connection, Notice.Kind.SENT, List.of(person.id()));

                second.start();
                device = second.connect(person.id(), kid);
                await(() -> device.shown().contains(id));
                Awaitility.await()
                        .during(Duration.ofSeconds(1))
                        .atMost(PATIENCE)
                        .until(() -> !second.hears());
                // As the transaction would leave it: visible when it ends, and not before.
                other = World.another(id, "sent", "utility");
                connection.commit();
            }

            await(() -> device.shown().contains(other));
            assertThat(device.shown()).containsExactly(id, other);
        }
    }

    @Test
    void whatWasMissedWhileItsSessionWasLostIsFoundWhenItListensAgain() {
        String id = queued();
        try (SecondInstance second = listening(AS_USUAL)) {
            RecordingSocket device = second.connect(person.id(), kid);
            await(() -> device.shown().contains(id));
            String missed = World.another(id, "sent", "utility");
            Awaitility.await()
                    .during(Duration.ofMillis(600))
                    .atMost(PATIENCE)
                    .until(() -> device.shown().size() == 1);

            World.query("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                    + " and classid = 1634926593 and objid = "
                    + Integer.toUnsignedString(SecondInstance.NAME.hashCode()));

            await(() -> device.shown().contains(missed));
            await(second::hears);
            String told = send();
            await(() -> device.shown().contains(told));
        }
    }

    @Test
    void anInstanceThatHearsNothingFindsWhatIsNewByItself() {
        DataSource nowhere = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("too many connections", "53300");
            }
        };
        try (SecondInstance second = new SecondInstance(shared(), nowhere, AS_USUAL).start()) {
            RecordingSocket device = second.connect(person.id(), kid);
            for (int i = 0; i < 5; i++) {
                String id = send();
                World.decided(id);

                Awaitility.await()
                        .atMost(Duration.ofSeconds(2))
                        .until(() -> device.shown().contains(id));
            }
            assertThat(second.hears()).isFalse();
            assertThat(second.handedOver("polled")).isPositive();
        }
    }

    @Test
    void noNoticeIsSentWhenNobodyElseListens() throws Exception {
        try (Connection session = ServersTestResource.servers().superuser(ServersTestResource.database());
                var statement = session.createStatement()) {
            PGConnection ear = session.unwrap(PGConnection.class);
            statement.execute("listen " + NoticeStore.CHANNEL);

            World.decided(send());
            assertThat(ear.getNotifications(500)).isEmpty();

            try (SecondInstance _ = listening(AS_USUAL)) {
                World.decided(send());
                assertThat(ear.getNotifications(5_000))
                        .anySatisfy(each -> assertThat(Notice.of(each.getParameter())
                                        .orElseThrow()
                                        .people())
                                .contains(Notice.hash(person.id())));
            }
        }
    }

    @Test
    void whatSomebodyWaitsForOvertakesACampaign() {
        String id = queued();
        List<String> campaign = new ArrayList<>(List.of(id));
        for (int i = 0; i < 5; i++) {
            campaign.add(World.another(id, "queued", "marketing"));
        }
        String chat = World.another(id, "queued", "chat");

        try (SecondInstance second = listening(Map.of("hand-over-size", "2"))) {
            RecordingSocket device = second.connect(person.id(), kid);

            await(() -> device.shown().size() == 7);
            assertThat(device.shown().getFirst()).isEqualTo(chat);
            assertThat(device.shown().subList(1, 7)).isEqualTo(campaign);
        }
    }

    private SecondInstance listening(Map<String, String> settings) {
        SecondInstance second = new SecondInstance(shared(), settings).start();
        await(second::hears);
        return second;
    }

    private SecondInstance.Shared shared() {
        return new SecondInstance.Shared(dataSource, events, time, relay, traces);
    }

    private String send() {
        return World.sendByRest(
                company, "key-" + sent++, World.request(person, "utility", person.sealed(company, "your parcel")));
    }

    private String queued() {
        String id = send();
        assertThat(World.decided(id)).isEqualTo("queued");
        return id;
    }

    private void receipt(String messageId) {
        person.api()
                .body("{\"receipts\":[{\"messageId\":\"%s\",\"status\":\"delivered\"}]}".formatted(messageId))
                .post("/v1/receipts")
                .then()
                .statusCode(200)
                .body("results.result", contains("recorded"));
    }

    /** The projection would cancel what waits: this is the moment before. */
    private void withdrawnUnnoticed() {
        World.query("update permission set state = 'withdrawn', purposes = '{}' where person = '" + person.id() + "'");
    }

    private void tellOthers(Notice.Kind kind) {
        World.query("select pg_notify('" + NoticeStore.CHANNEL + "', '"
                + Notice.texts(kind, 1, List.of(person.id())).getFirst() + "')");
    }

    private static List<String> ids(Inbox inbox) {
        return inbox.received().stream()
                .map((JsonNode item) -> item.path("messageId").asText())
                .toList();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(PATIENCE).until(condition);
    }
}
