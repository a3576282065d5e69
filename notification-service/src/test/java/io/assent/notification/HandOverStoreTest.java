package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.notification.World.Person;
import io.assent.notification.store.HandOverStore;
import io.assent.notification.store.HandOverStore.Listener;
import io.assent.notification.store.MessageRow;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is handed over, and what is left out. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class HandOverStoreTest {
    @Inject
    HandOverStore store;

    @Test
    void aMessageIsNotHandedOverBecauseSomebodyElsesDeviceHasAKidOfItsName() {
        Person person = World.person();
        Person other = World.person();
        String company = World.company();
        String id = queued(person, company);
        String kid = person.key().getKeyID();

        var kidOfOther = store.handOver(listening(person, List.of("k-tablet"), other, List.of(kid)));
        assertThat(kidOfOther.handed()).isEmpty();
        assertThat(World.row(id)).isEqualTo("queued");

        var kidOfOwn = store.handOver(listening(person, List.of("k-tablet", kid), other, List.of(kid)));
        assertThat(kidOfOwn.handed()).extracting(MessageRow::id).containsExactly(id);
    }

    /** The projection locks a permission before its messages; whoever waited for it here would wait for each other. */
    @Test
    void aMessageWhosePermissionIsBeingChangedIsLeftOutAndKeepsNobodyWaiting() throws Exception {
        Person changing = World.person();
        Person settled = World.person();
        String company = World.company();
        String left = queued(changing, company);
        String handed = queued(settled, company);
        Map<String, Listener> listeners = listening(
                changing,
                List.of(changing.key().getKeyID()),
                settled,
                List.of(settled.key().getKeyID()));

        try (Connection projection = ServersTestResource.servers().superuser(ServersTestResource.database());
                var change = projection.createStatement()) {
            projection.setAutoCommit(false);
            change.execute("select from permission where person = '" + changing.id() + "' for update");
            change.execute("set local lock_timeout = '5s'");

            var result = CompletableFuture.supplyAsync(() -> store.handOver(listeners))
                    .get(30, TimeUnit.SECONDS);

            assertThat(result.handed()).extracting(MessageRow::id).containsExactly(handed);
            assertThat(result.left()).containsExactly(changing.id());
            change.execute("select from message where id = '" + left + "' for update");
            projection.rollback(); // a connection that is only closed gives its locks up some time later
        }
        assertThat(store.handOver(listeners).handed())
                .extracting(MessageRow::id)
                .containsExactly(left);
    }

    private static String queued(Person person, String company) {
        World.accepted(person, company);
        String id = World.sendByRest(
                company, person.id(), World.request(person, "utility", person.sealed(company, "a secret")));
        assertThat(World.decided(id)).isEqualTo("queued");
        return id;
    }

    private static Map<String, Listener> listening(
            Person one, List<String> kids, Person another, List<String> othersKids) {
        return Map.of(
                one.id(), new Listener(one.id(), kids, Instant.now()),
                another.id(), new Listener(another.id(), othersKids, Instant.now()));
    }
}
