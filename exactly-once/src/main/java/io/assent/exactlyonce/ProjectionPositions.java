package io.assent.exactlyonce;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far a consumer's projection of one topic has come, whichever instance projects it. */
public final class ProjectionPositions {
    private static final Duration POLL = Duration.ofMillis(5);

    private final String consumer;
    private final Database database;
    private final String topic;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    /** @param consumer the name of the {@link FencedConsumer} that projects */
    public ProjectionPositions(String consumer, Database database, String topic) {
        this.consumer = consumer;
        this.database = database;
        this.topic = topic;
    }

    /** Wakes those who wait; for {@link FencedConsumer#whenAdvanced} of the projection in this instance. */
    public void advanced() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the position is after each offset.
     *
     * @param offsets by partition, as {@link ReadBarrier#append} returned them
     * @throws TimeoutException when the projection does not get there in time: hold, and try again
     */
    public void awaitPassed(Map<Integer, Long> offsets, Duration timeout) throws TimeoutException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!database.transact(connection -> passed(connection, offsets, ""))) {
            if (System.nanoTime() >= deadline) {
                throw new TimeoutException(consumer + " has not passed the barrier in " + timeout);
            }
            pause();
        }
    }

    /**
     * Locks the positions against moving, in the caller's transaction, and tells whether all are after the offsets. What
     * is read afterwards in this transaction is at least as new as the barrier, and the projection cannot apply a
     * revocation between that read and the commit.
     */
    public boolean lockedPast(Connection connection, Map<Integer, Long> offsets) throws SQLException {
        return passed(connection, offsets, " for share");
    }

    private boolean passed(Connection connection, Map<Integer, Long> offsets, String locking) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select partition, next_offset from consumer_position where consumer = ?"
                        + " and topic = ? and partition = any (?) order by partition" + locking)) {
            select.setString(1, consumer);
            select.setString(2, topic);
            select.setArray(3, connection.createArrayOf("int", offsets.keySet().toArray()));
            int passed = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long barrier = offsets.getOrDefault(row.getInt(1), Long.MAX_VALUE);
                    passed += row.getLong(2) > barrier ? 1 : 0;
                }
            }
            return passed == offsets.size();
        }
    }

    private void pause() {
        lock.lock();
        try {
            boolean _ = moved.await(POLL.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BarrierException("interrupted while waiting for " + consumer, e);
        } finally {
            lock.unlock();
        }
    }
}
