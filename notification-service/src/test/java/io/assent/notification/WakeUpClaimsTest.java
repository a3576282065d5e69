package io.assent.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.exactlyonce.Database;
import io.assent.notification.World.Person;
import io.assent.notification.delivery.WakeUpRules.Verdict;
import io.assent.notification.store.WakeUpClaims;
import io.assent.notification.store.WakeUpClaims.Claimed;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances that share the wake-ups that are due; nothing else takes any here, for no key is configured. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class WakeUpClaimsTest {
    private static final int DEVICES = 12;

    @Inject
    WakeUpClaims claims;

    @Inject
    Database database;

    private final List<String> devices = new ArrayList<>();

    @BeforeEach
    void somethingWaitsForDevicesThatSleep() {
        String company = World.company();
        for (int i = 0; i < DEVICES; i++) {
            Person person = World.person();
            World.accepted(person, company);
            String id = World.sendByRest(
                    company, person.device(), World.request(person, "utility", person.sealed(company, "hello")));
            Awaitility.await().until(() -> "queued".equals(World.row(id)));
            World.query("insert into push_subscription (device, person, endpoint) values ('%s', '%s', 'https://push')"
                    .formatted(person.device(), person.id()));
            devices.add(person.device());
        }
        World.query("insert into wake_up (device, urgency, until, next_at) select device, 1, now() + interval '1 day',"
                + " now() - interval '1 minute' from push_subscription");
    }

    @AfterEach
    void forget() {
        World.query("delete from push_subscription");
    }

    @Test
    void eachIsTakenByOneOfThem() throws Exception {
        int instances = 4;
        var start = new CyclicBarrier(instances);
        List<String> taken = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(instances)) {
            List<Callable<List<Claimed>>> all = new ArrayList<>();
            for (int i = 0; i < instances; i++) {
                all.add(() -> {
                    start.await();
                    return claims.take(DEVICES / instances, Instant.now());
                });
            }
            for (Future<List<Claimed>> each : threads.invokeAll(all)) {
                each.get().forEach(claimed -> taken.add(claimed.device()));
            }
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(devices);
    }

    @Test
    void nobodyWaitsForWhatAnotherIsTaking() {
        String held = devices.getFirst();
        List<Claimed> taken = database.transact(connection -> {
            try (var lock = connection.prepareStatement("select from wake_up where device = ? for update")) {
                lock.setString(1, held);
                lock.execute();
            }
            return CompletableFuture.supplyAsync(() -> claims.take(DEVICES, Instant.now()))
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        });

        assertThat(taken).extracting(Claimed::device).hasSize(DEVICES - 1).doesNotContain(held);
    }

    @Test
    void whatACrashedOneHadTakenComesBackWhenItsLeaseIsOver() {
        Instant now = Instant.now();
        assertThat(claims.take(DEVICES, now)).hasSize(DEVICES);

        assertThat(claims.take(DEVICES, now.plus(Duration.ofSeconds(59)))).isEmpty();
        assertThat(claims.take(DEVICES, now.plus(Duration.ofSeconds(61))))
                .hasSize(DEVICES)
                .allMatch(claimed -> claimed.attempts() == 2);
    }

    @Test
    void anAnswerSettlesNothingThatCameMeanwhile() {
        Instant now = Instant.now();
        Claimed before = claims.take(1, now).getFirst();
        World.query("update wake_up set id = default, next_at = now() where device = '" + before.device() + "'");

        claims.settle(before, new Verdict.Woken());

        assertThat(claims.take(DEVICES, now.plusSeconds(1)))
                .extracting(Claimed::device)
                .contains(before.device());
    }
}
