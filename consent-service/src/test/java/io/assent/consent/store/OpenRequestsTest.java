package io.assent.consent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.consent.contact.Audience;
import io.assent.consent.contact.ContactCommand;
import io.assent.consent.contact.ContactLimits;
import io.assent.consent.contact.NoticeTerms;
import io.assent.consent.contact.Purpose;
import io.assent.consent.contact.ShownNotice;
import io.assent.exactlyonce.Database;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two writers, as two instances have them: each decides in a transaction of its own. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class OpenRequestsTest {
    private static final Instant NOW = Instant.now();
    private static final ContactLimits LIMITS =
            new ContactLimits(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30), 730, 3, 2);
    private static final NoticeTerms NOTICE = new NoticeTerms(
            new ShownNotice("v1", "en", "0".repeat(64), 0, Audience.EVERYBODY), Set.of(Purpose.CHAT), NOW, null);

    @Inject
    Database database;

    @Inject
    EntryJson json;

    @Inject
    ConsentEvents events;

    private String company;

    @BeforeEach
    void givenACompany() {
        company = "capped-" + UUID.randomUUID().toString().substring(0, 8);
        onboard(company);
    }

    @Test
    void aCompanysRequestsAreCountedAcrossShards() {
        List<String> people = Stream.iterate(0, shard -> shard + 1)
                .limit(4)
                .map(OpenRequestsTest::personOf)
                .toList();

        assertThat(people.stream().map(person -> commit(request(company, person))))
                .containsExactly("", "", "", "too_many_open_requests");
        assertThat(commit(answer(people.getFirst(), new ContactCommand.Decline())))
                .isEmpty();
        assertThat(commit(request(company, people.getLast()))).isEmpty();
    }

    @Test
    void aPersonsRequestsAreCountedAcrossCompanies() {
        String person = personOf(7);
        List<ConsentCommand> requests = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String each = company + "-" + i;
            onboard(each);
            requests.add(request(each, person));
        }

        assertThat(commit(requests.toArray(ConsentCommand[]::new))).isEqualTo("person_has_too_many_requests");
    }

    @Test
    void twoWritersAtOnceOpenNoMoreThanTheCompanyMay() throws Exception {
        assertThat(commit(request(company, personOf(1)))).isEmpty();
        assertThat(commit(request(company, personOf(2)))).isEmpty();
        CountDownLatch oneHasDecided = new CountDownLatch(1);
        CompletableFuture<String> other = new CompletableFuture<>();

        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            var one = writers.submit(() -> database.transact(connection -> {
                String outcome = decide(connection, request(company, personOf(3)));
                oneHasDecided.countDown();
                Awaitility.await().until(() -> other.isDone() || somebodyWaitsForALock());
                return outcome;
            }));
            assertThat(oneHasDecided.await(20, TimeUnit.SECONDS)).isTrue();
            var _ = writers.submit(() -> other.complete(commit(request(company, personOf(4)))));

            assertThat(one.get(20, TimeUnit.SECONDS)).isEmpty();
            assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo("too_many_open_requests");
        }
    }

    @Test
    void whoDecidesDoesNotWaitForTheCompany() throws Exception {
        String person = personOf(5);
        assertThat(commit(request(company, person))).isEmpty();

        try (ExecutorService writers = Executors.newSingleThreadExecutor()) {
            String declined = database.transact(connection -> {
                OpenRequestRows.lock(connection, List.of(company));
                try {
                    return writers.submit(() -> commit(answer(person, new ContactCommand.Decline())))
                            .get(20, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(declined).isEmpty();
        }
    }

    private String commit(ConsentCommand... commands) {
        return database.transact(connection -> decide(connection, commands));
    }

    /** The reason of the last refusal, or nothing. */
    private String decide(Connection connection, ConsentCommand... commands) throws SQLException {
        CommandGroup group = new CommandGroup(connection, json, events, LIMITS, NOW, List.of(commands));
        List<Outcome> outcomes = Stream.of(commands).map(group::decide).toList();
        return group.write(outcomes).getLast() instanceof Outcome.Refused refused ? refused.reason() : "";
    }

    private boolean somebodyWaitsForALock() {
        return database.transact(connection -> {
            try (var select = connection.prepareStatement("select count(*) from pg_stat_activity"
                            + " where wait_event_type = 'Lock' and query like '%for no key update%'");
                    var row = select.executeQuery()) {
                row.next();
                return row.getLong(1) > 0;
            }
        });
    }

    private void onboard(String id) {
        database.transact(connection -> {
            try (var insert = connection.prepareStatement(
                    "insert into company values (?, 'Shop', 'DE', 'DE1234', 1, now(), 0)")) {
                insert.setString(1, id);
                return insert.executeUpdate();
            }
        });
    }

    private static ConsentCommand request(String company, String person) {
        return command("company:" + company, company, person, new ContactCommand.Request(Set.of(Purpose.CHAT), NOTICE));
    }

    private ConsentCommand answer(String person, ContactCommand answer) {
        return command("person:" + person, company, person, answer);
    }

    private static ConsentCommand command(String actor, String company, String person, ContactCommand command) {
        return new ConsentCommand(actor, person, new ConsentAction.OnContact(company, command), null, NOW, null);
    }

    /** Somebody whose consent lies in this shard, so that writers of different shards meet at the company alone. */
    private static String personOf(int shard) {
        return Stream.generate(() -> "capped-" + UUID.randomUUID())
                .filter(person -> new ConsentCommand(
                                        "",
                                        person,
                                        new ConsentAction.OnContact("c", new ContactCommand.Block()),
                                        null,
                                        NOW,
                                        null)
                                .shard()
                        == shard)
                .findFirst()
                .orElseThrow();
    }
}
