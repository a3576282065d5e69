package io.assent.notification.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.notification.dispatch.Category;
import io.assent.notification.dispatch.Circumstances;
import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two instances that count on the same limit at the same time: two transactions on one database. */
@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class FairUseLockTest {
    private static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");

    @Inject
    FairUseStore store;

    @Test
    void aSecondGateSeesWhatTheFirstHasCountedForThePerson() throws Exception {
        try (Connection setup = connection()) {
            setup.createStatement().execute("insert into marketing_history values ('locked-person', '{}', '{}')");
            setup.commit();
        }
        Candidate message = candidate("lock-1", "locked-person", Category.MARKETING);

        try (Connection first = connection();
                Connection second = connection()) {
            FairUseFacts facts = lock(first, message);
            facts.count(message);
            facts.count(message);
            CompletableFuture<Circumstances> other = CompletableFuture.supplyAsync(() -> of(second, message));
            awaitOneWaiting();
            store.write(first, facts);
            first.commit();

            assertThat(other.get().pairCapUntil()).isEqualTo(NOW.plusSeconds(86_400));
            second.rollback();
        }
    }

    @Test
    void aSecondGateSeesWhomTheCompanyHasReached() throws Exception {
        String company = "locked-company";
        try (Connection setup = connection()) {
            setup.createStatement().execute("insert into company (id, tier) values ('" + company + "', 1)");
            setup.createStatement().execute("insert into reach values ('" + company + "', '" + NOW + "', 249)");
            setup.commit();
        }
        Candidate last = candidate(company, "the-last", Category.UTILITY);
        Candidate beyond = candidate(company, "one-too-many", Category.UTILITY);

        try (Connection first = connection();
                Connection second = connection()) {
            FairUseFacts facts = lock(first, last);
            assertThat(facts.of(last).tierUntil()).isNull();
            facts.count(last);
            CompletableFuture<Circumstances> other = CompletableFuture.supplyAsync(() -> of(second, beyond));
            awaitOneWaiting();
            store.write(first, facts);
            first.commit();

            assertThat(other.get().tierUntil()).isEqualTo(NOW.plusSeconds(86_400));
            second.rollback();
        }
    }

    @Test
    void aCompanyThatSomebodyHoldsKeepsNoOtherFromBeingAssessed() throws Exception {
        try (Connection holder = connection()) {
            holder.createStatement().execute("insert into company (id) values ('a-held-company')");
            holder.commit();
            holder.createStatement().execute("select 1 from company where id = 'a-held-company' for update");
            leftByMany("an-assessed-company");

            awaitPauses("an-assessed-company", 1);
            holder.rollback();
        }
    }

    @Test
    void whatIsChangedWhileACompanyIsAssessedIsNotOverwritten() throws Exception {
        try (Connection operator = connection()) {
            leftByMany("a-changed-company");
            operator.createStatement().execute("update company set pauses = 2 where id = 'a-changed-company'");
            awaitOneWaiting();
            operator.commit();
        }

        awaitPauses("a-changed-company", 3);
    }

    private static void leftByMany(String company) throws SQLException {
        try (Connection setup = connection()) {
            setup.createStatement().execute("insert into company (id) values ('" + company + "')");
            setup.createStatement()
                    .execute("insert into quality_day values ('" + company + "', current_date, 0, 100, 20)");
            setup.commit();
        }
    }

    private static void awaitPauses(String company, int pauses) {
        Awaitility.await().until(() -> {
            try (Connection connection = connection();
                    var row = connection
                            .createStatement()
                            .executeQuery("select pauses from company where id = '" + company + "'")) {
                return row.next() && row.getInt(1) == pauses;
            }
        });
    }

    private FairUseFacts lock(Connection connection, Candidate candidate) throws SQLException {
        Map<String, Standing> standings = store.standings(connection, Set.of(candidate.company()));
        return store.lock(connection, List.of(candidate), standings);
    }

    private Circumstances of(Connection connection, Candidate candidate) {
        try {
            return lock(connection, candidate).of(candidate);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitOneWaiting() {
        Awaitility.await().until(() -> {
            try (Connection connection = connection();
                    var row = connection
                            .createStatement()
                            .executeQuery("select count(*) from pg_locks where not granted")) {
                row.next();
                return row.getInt(1) > 0;
            }
        });
    }

    private static Candidate candidate(String company, String person, Category category) {
        return new Candidate("m-" + person, company, person, category, null, null, NOW);
    }

    private static Connection connection() throws SQLException {
        Connection connection = ServersTestResource.servers().superuser(ServersTestResource.database());
        connection.setAutoCommit(false);
        return connection;
    }
}
