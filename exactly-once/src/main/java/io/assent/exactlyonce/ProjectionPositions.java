package io.assent.exactlyonce;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer's projection of one topic has come, whichever instance projects it. */
public final class ProjectionPositions {
    private static final Duration POLL = Duration.ofMillis(5);

    private final String consumer;
    private final Database database;
    private final String topic;
    /** As last told or looked up: never ahead of what was committed, but for a failover that lost commits. */
    private final Map<Integer, Long> known = new ConcurrentHashMap<>();

    private final ReentrantLock looking = new ReentrantLock();
    private long lookedNanos = System.nanoTime() - POLL.toNanos();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    /** @param consumer the name of the {@link FencedConsumer} that projects */
    public ProjectionPositions(String consumer, Database database, String topic) {
        this.consumer = consumer;
        this.database = database;
        this.topic = topic;
    }

    /**
     * Lets those go on who wait for what the projection in this instance has committed; for {@link
     * FencedConsumer#whenAdvanced}.
     */
    public void advanced(Map<TopicPartition, Long> committed) {
        committed.forEach((partition, next) -> {
            if (partition.topic().equals(topic)) {
                known.merge(partition.partition(), next, Math::max);
            }
        });
        signal();
    }

    /**
     * Waits until the position is after each offset.
     *
     * @param offsets by partition, as {@link ReadBarrier#append} returned them
     * @throws TimeoutException when the projection does not get there in time: hold, and try again
     */
    public void awaitPassed(Map<Integer, Long> offsets, Duration timeout) throws TimeoutException {
        long began = System.nanoTime();
        while (!passed(known, offsets)) {
            pause();
            long now = System.nanoTime();
            if (now - began >= timeout.toNanos()) {
                throw new TimeoutException(consumer + " has not passed the barrier in " + timeout);
            }
            if (now - began >= POLL.toNanos()) {
                look(now);
            }
        }
    }

    /** Those of the barriers that were passed, as far as is known. */
    public Map<Integer, Long> passedOf(Map<Integer, Long> offsets) {
        Map<Integer, Long> passed = new HashMap<>(offsets);
        passed.entrySet().removeIf(barrier -> !passed(known, Map.ofEntries(barrier)));
        return passed;
    }

    /** What other instances project only the database tells; of all who wait one asks it for all, and not too often. */
    private void look(long now) {
        if (looking.tryLock()) {
            try {
                if (now - lookedNanos >= POLL.toNanos()) {
                    known.putAll(database.transact(this::positions));
                    lookedNanos = System.nanoTime();
                    signal();
                }
            } finally {
                looking.unlock();
            }
        }
    }

    /**
     * Shuts changes of these partitions out until the caller's transaction ends, and tells whether the positions are after the
     * offsets. What is read afterwards in this transaction is at least as new as the barrier, and the projection cannot apply
     * a revocation between that read and the commit.
     */
    public boolean heldPast(Connection connection, Map<Integer, Long> offsets) throws SQLException {
        lock(connection, "pg_advisory_xact_lock_shared", offsets.keySet());
        boolean passed = passed(positions(connection), offsets);
        if (!passed) {
            known.clear();
        }
        return passed;
    }

    /**
     * For the projection: waits until nobody decides on the former state of these partitions, and keeps everybody from it until
     * the transaction ends. Call it before anything is changed; what changes nothing, such as a barrier, need not wait.
     */
    public void change(Connection connection, Set<Integer> partitions) throws SQLException {
        lock(connection, "pg_advisory_xact_lock", partitions);
    }

    /** Always in the order of the partitions, or two could wait for each other. */
    private void lock(Connection connection, String function, Set<Integer> partitions) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select " + function
                + "(hashtext(?), n) from (select n from unnest(?::int[]) as n order by n) as sorted")) {
            lock.setString(1, consumer);
            lock.setArray(2, connection.createArrayOf("int", partitions.toArray()));
            lock.execute();
        }
    }

    private static boolean passed(Map<Integer, Long> positions, Map<Integer, Long> offsets) {
        return offsets.entrySet().stream()
                .allMatch(barrier -> positions.getOrDefault(barrier.getKey(), 0L) > barrier.getValue());
    }

    private Map<Integer, Long> positions(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select partition, next_offset from consumer_position where consumer = ? and topic = ?")) {
            select.setString(1, consumer);
            select.setString(2, topic);
            Map<Integer, Long> positions = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    positions.put(row.getInt(1), row.getLong(2));
                }
            }
            return positions;
        }
    }

    private void signal() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
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
