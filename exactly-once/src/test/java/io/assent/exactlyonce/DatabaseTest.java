package io.assent.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
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

    private static void cut(PGSimpleDataSource dataSource, Connection connection) throws java.sql.SQLException {
        int pid = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(" + pid + ")");
        }
    }
}
