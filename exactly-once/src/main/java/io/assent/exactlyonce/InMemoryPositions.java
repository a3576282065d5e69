package io.assent.exactlyonce;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;

/** How far a projection that lives in this process's memory has come. */
public final class InMemoryPositions {
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();

    /** Call it after the records below {@code nextOffset} have been applied. */
    public void advance(TopicPartition partition, long nextOffset) {
        lock.lock();
        try {
            nextOffsets.merge(partition, nextOffset, Math::max);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public boolean passed(TopicPartition partition, long offset) {
        lock.lock();
        try {
            return nextOffsets.getOrDefault(partition, 0L) > offset;
        } finally {
            lock.unlock();
        }
    }

    /** @throws TimeoutException when a position is not after its offset in time */
    public void awaitPassed(Map<TopicPartition, Long> offsets, Duration timeout) throws TimeoutException {
        long remaining = timeout.toNanos();
        lock.lock();
        try {
            while (!offsets.entrySet().stream()
                    .allMatch(wanted -> nextOffsets.getOrDefault(wanted.getKey(), 0L) > wanted.getValue())) {
                if (remaining <= 0) {
                    throw new TimeoutException("the projection has not passed the offsets in " + timeout);
                }
                remaining = moved.awaitNanos(remaining);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BarrierException("interrupted while waiting for a projection", e);
        } finally {
            lock.unlock();
        }
    }

    /** Offsets after the last applied record, by partition. */
    public Map<TopicPartition, Long> snapshot() {
        lock.lock();
        try {
            return Map.copyOf(nextOffsets);
        } finally {
            lock.unlock();
        }
    }
}
