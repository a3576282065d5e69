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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A kid names a key of one person: others may have chosen the same name. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class SameKidTest {
    @Inject
    HandOverStore store;

    @Test
    void aMessageIsNotHandedOverBecauseSomebodyElsesDeviceHasAKidOfItsName() {
        Person person = World.person();
        Person other = World.person();
        String company = World.company();
        World.accepted(person, company);
        String kid = person.key().getKeyID();
        String id =
                World.sendByRest(company, "1", World.request(person, "utility", person.sealed(company, "a secret")));
        assertThat(World.decided(id)).isEqualTo("queued");

        var kidOfOther = store.handOver(listening(person, List.of("k-tablet"), other, List.of(kid)));
        assertThat(kidOfOther.handed()).isEmpty();
        assertThat(World.row(id)).isEqualTo("queued");

        var kidOfOwn = store.handOver(listening(person, List.of("k-tablet", kid), other, List.of(kid)));
        assertThat(kidOfOwn.handed()).extracting(MessageRow::id).containsExactly(id);
    }

    private static Map<String, Listener> listening(
            Person one, List<String> kids, Person another, List<String> othersKids) {
        return Map.of(
                one.id(), new Listener(one.id(), kids, Instant.now()),
                another.id(), new Listener(another.id(), othersKids, Instant.now()));
    }
}
