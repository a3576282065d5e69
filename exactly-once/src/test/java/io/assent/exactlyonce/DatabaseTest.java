package io.assent.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseTest {
    @Test
    void aDriverThatAssertsWhenItsConnectionIsCutIsTriedAgain() throws Exception {
        PGSimpleDataSource dataSource = Servers.freshDatabase();
        AtomicInteger attempts = new AtomicInteger();

        int result = new Database(dataSource).transact(connection -> {
            if (attempts.incrementAndGet() == 1) {
                cut(dataSource, connection);
                throw new AssertionError("pgStatement.getConnection().getAutoCommit() should not throw");
            }
            return attempts.get();
        });

        assertThat(result).isEqualTo(2);
    }

    @Test
    void anAssertionOnAWholeConnectionIsAFault() throws Exception {
        Database database = new Database(Servers.freshDatabase());

        assertThatThrownBy(() -> database.transact(_ -> {
                    throw new AssertionError("a bug");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("a bug");
    }

    @Test
    void aFullDiskIsNamedOnceAndWaitedFor() throws Exception {
        PGSimpleDataSource dataSource = Servers.freshDatabase();
        refuseFacts(dataSource, "53100");
        AtomicInteger attempts = new AtomicInteger();

        try (Log log = Log.of(Database.class)) {
            new Database(dataSource).transact(connection -> {
                if (attempts.incrementAndGet() == 4) {
                    allowFacts(dataSource);
                }
                return execute(connection, "insert into fact (number) values (1)");
            });

            assertThat(log.lines())
                    .containsExactly("the database takes no work: its disk is full (SQLSTATE 53100); trying again");
        }
        assertThat(Servers.facts(dataSource)).containsExactly(1);
    }

    @Test
    void aFullDiskThatOutlastsThePatienceIsAnOutageAndNoFaultOfTheData() throws Exception {
        PGSimpleDataSource dataSource = Servers.freshDatabase();
        refuseFacts(dataSource, "53100");
        Database database = new Database(dataSource, Duration.ofMillis(200));

        assertThatThrownBy(() ->
                        database.transact(connection -> execute(connection, "insert into fact (number) values (1)")))
                .isInstanceOfSatisfying(DatabaseException.class, failure -> {
                    assertThat(failure.isTransient()).isTrue();
                    assertThat(failure.refusesData()).isFalse();
                });
    }

    @Test
    void anotherTransactionThatCameBetweenIsNoOutage() throws Exception {
        PGSimpleDataSource dataSource = Servers.freshDatabase();
        refuseFacts(dataSource, "40001");
        Database database = new Database(dataSource, Duration.ofMillis(200));

        try (Log log = Log.of(Database.class)) {
            assertThatThrownBy(() -> database.transact(
                            connection -> execute(connection, "insert into fact (number) values (1)")))
                    .isInstanceOf(DatabaseException.class);

            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void aComplaintIsMadeAgainAfterAWhile() {
        AtomicLong now = new AtomicLong(Duration.ofDays(1).toNanos());
        Complaints complaints = new Complaints(now::get);

        assertThat(complaints.due("53100")).isTrue();
        now.addAndGet(Duration.ofMillis(9_999).toNanos());
        assertThat(complaints.due("53100")).isFalse();
        assertThat(complaints.due("08006")).isTrue();
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(complaints.due("53100")).isTrue();
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** The server's own refusal, as when it cannot extend a file. */
    private static void refuseFacts(PGSimpleDataSource dataSource, String sqlState) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            execute(
                    connection,
                    "create function refuse() returns trigger language plpgsql as $$ begin"
                            + " raise exception 'refused' using errcode = '" + sqlState + "'; end $$;"
                            + " create trigger refuse before insert on fact execute function refuse()");
        }
    }

    private static void allowFacts(PGSimpleDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            execute(connection, "drop trigger refuse on fact");
        }
    }

    private static void cut(PGSimpleDataSource dataSource, Connection connection) throws SQLException {
        int pid = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + pid + ")");
        }
    }
}
