package io.assent.exactlyonce;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Runs work in one transaction; an outage repeats it as a whole until the patience is used up, and then throws. */
public final class Database {
    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final FailsafeExecutor<Object> retries;
    private final Complaints complaints = new Complaints();

    public Database(DataSource dataSource) {
        this(dataSource, DEFAULT_PATIENCE);
    }

    /** @param patience how long an outage is bridged before {@link #transact} gives up */
    public Database(DataSource dataSource, Duration patience) {
        this.dataSource = dataSource;
        this.retries = Failsafe.with(RetryPolicy.builder()
                .handleIf(e -> e instanceof DatabaseException failure && failure.isTransient())
                .withBackoff(10, 500, ChronoUnit.MILLIS)
                .withJitter(0.5)
                .withMaxRetries(-1)
                .withMaxDuration(patience)
                .build());
    }

    /**
     * Commits what {@code work} did, or rolls it back and throws. The work may run more than once, each time in a fresh
     * transaction; a commit whose answer was lost is repeated too, so the work must recognise what it did already.
     */
    public <T> T transact(Work<T> work) {
        return retries.get(() -> once(work));
    }

    private <T> T once(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (AssertionError failure) {
                rollBack(connection, failure);
                // What pgjdbc throws when the connection goes while it executes a batch.
                if (connection.isValid(1)) {
                    throw failure;
                }
                throw new SQLException("the connection was lost", "08006", failure);
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            }
        } catch (SQLException e) {
            throw complained(new DatabaseException(e));
        }
    }

    /** Who waits says at most that it could not be done in time; why, is said here. */
    private DatabaseException complained(DatabaseException failure) {
        boolean outage = failure.isTransient() && !failure.isCollision();
        if (outage && complaints.due(String.valueOf(failure.sqlState()))) {
            LOG.warnf("the database takes no work: %s; trying again", failure.explanation());
        }
        return failure;
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** What happens inside one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }
}
