package io.assent.exactlyonce;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox to Kafka, each lane in its order, exactly once. Of all instances one holds the relay, by an advisory
 * lock; what makes that safe is the fencing by transactional id in {@link RelayTerm}, since a lock alone cannot stop a
 * holder that slept through the loss of its connection.
 */
public final class Relay implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration STANDBY_POLL = Duration.ofMillis(250);
    private static final Duration OTHER_HOLDER_POLL = Duration.ofMillis(5);

    private final RelayConfig config;
    private final DataSource dataSource;
    private final Database database;
    private final Map<Integer, Published> published = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private final Thread loop;
    private final Complaints complaints = new Complaints();
    private boolean awake;
    private volatile boolean holding;
    private volatile boolean failing;
    private volatile boolean closed;

    public Relay(RelayConfig config, DataSource dataSource) {
        this.config = config;
        this.dataSource = dataSource;
        this.database = new Database(dataSource);
        this.loop = Thread.ofPlatform().name("relay-" + config.name()).daemon().unstarted(this::run);
    }

    public void start() {
        loop.start();
    }

    /** Call it after a commit that appended: the row leaves at once instead of at the next look. */
    public void wake() {
        lock.lock();
        try {
            awake = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** True when this instance publishes; false on a standby. */
    public boolean holding() {
        return holding;
    }

    /** False when the last term ended in a failure and no new one has begun. */
    public boolean healthy() {
        return !failing && !closed;
    }

    /**
     * Waits until Kafka has committed the row, whichever instance holds the relay.
     *
     * @param sequence as {@link Outbox#append} returned it
     * @return the lane's progress, at or after the row: its offset is a point from which on the row is visible
     */
    public Published awaitPublished(int lane, long sequence, Duration timeout) throws TimeoutException {
        long deadline = System.nanoTime() + timeout.toNanos();
        wake();
        while (true) {
            Published known = published(lane, sequence);
            if (known.sequence() >= sequence) {
                return known;
            }
            long remaining = deadline - System.nanoTime();
            if (remaining <= 0) {
                throw new TimeoutException("Kafka has not committed lane " + lane + " in " + timeout);
            }
            awaitProgress(lane, sequence, remaining);
        }
    }

    private Published published(int lane, long sequence) {
        Published here = published.getOrDefault(lane, Published.nothing(lane));
        return holding || here.sequence() >= sequence
                ? here
                : database.transact(connection -> OutboxRows.published(connection, lane));
    }

    private void awaitProgress(int lane, long sequence, long remaining) {
        lock.lock();
        try {
            Published here = published.getOrDefault(lane, Published.nothing(lane));
            if (here.sequence() < sequence) {
                long pause = holding ? remaining : Math.min(remaining, OTHER_HOLDER_POLL.toNanos());
                long _ = progress.awaitNanos(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Kafka", e);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!closed) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                if (OutboxRows.tryHold(connection, config.name())) {
                    connection.commit();
                    hold(connection);
                } else {
                    connection.commit();
                    failing = false;
                    pause(STANDBY_POLL);
                }
            } catch (SQLException | KafkaException | IllegalStateException e) {
                if (!closed) {
                    failing = true;
                    complain(e);
                    pause(STANDBY_POLL);
                }
            }
        }
    }

    private void complain(Exception failure) {
        String state = failure instanceof SQLException refused ? String.valueOf(refused.getSQLState()) : "";
        if (complaints.due(failure.getClass().getName() + state)) {
            LOG.errorf(failure, "relay %s starts anew", config.name());
        }
    }

    private void hold(Connection connection) throws SQLException {
        try (RelayTerm term = new RelayTerm(config, connection)) {
            note(term.progressAtStart());
            holding = true;
            failing = false;
            while (!closed) {
                if (!term.publish(this::note)) {
                    pause(config.idlePoll());
                }
            }
        } finally {
            holding = false;
            signalProgress();
            connection.rollback();
            OutboxRows.release(connection, config.name());
            connection.commit();
        }
    }

    private void note(List<Published> lanes) {
        lanes.forEach(
                lane -> published.merge(lane.lane(), lane, (old, now) -> now.sequence() >= old.sequence() ? now : old));
        signalProgress();
    }

    private void signalProgress() {
        lock.lock();
        try {
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration length) {
        lock.lock();
        try {
            if (!awake && !closed) {
                boolean _ = work.await(length.toNanos(), TimeUnit.NANOSECONDS);
            }
            awake = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the term after the transaction in flight. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            loop.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
