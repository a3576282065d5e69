package io.assent.exactlyonce;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Tells how old a projection in memory may be at most. A loop appends a barrier, another waits until the projection has passed
 * it, and then counts from the moment <em>before</em> the append. The next barrier does not wait for that: on a busy machine a
 * barrier takes most of a lease to come back, and one at a time would leave gaps. A writer that waits longer than the lease after Kafka
 * acknowledged it can therefore be sure that whoever finds the lease fresh has seen its record. Only the rate of the
 * monotonic clock is trusted; when the wall clock went elsewhere meanwhile (a paused machine), the lease is void.
 */
public final class FreshnessLease implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FreshnessLease.class);
    private static final Duration PASS_TIMEOUT = Duration.ofSeconds(2);
    private static final int MOST_UNDER_WAY = 16;
    private static final Duration IDLE_AFTER = Duration.ofSeconds(5);
    private static final Duration IDLE_INTERVAL = Duration.ofSeconds(2);

    private final ReadBarrier barrier;
    private final String topic;
    private final Set<Integer> partitions;
    private final InMemoryPositions positions;
    private final Duration interval;
    private final LeaseClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Condition renewed = lock.newCondition();
    private final BlockingQueue<Appended> underWay = new ArrayBlockingQueue<>(MOST_UNDER_WAY);
    private final List<Thread> loops;
    private volatile LeaseClock.Reading begun = LeaseClock.NEVER;
    private volatile long lastAskedNanos;
    private volatile boolean closed;

    /** @param interval between barriers while the lease is in use; slower when nobody asks */
    public FreshnessLease(
            ReadBarrier barrier,
            String topic,
            Set<Integer> partitions,
            InMemoryPositions positions,
            Duration interval) {
        this(barrier, topic, partitions, positions, interval, LeaseClock.system());
    }

    FreshnessLease(
            ReadBarrier barrier,
            String topic,
            Set<Integer> partitions,
            InMemoryPositions positions,
            Duration interval,
            LeaseClock clock) {
        this.barrier = barrier;
        this.topic = topic;
        this.partitions = Set.copyOf(partitions);
        this.positions = positions;
        this.interval = interval;
        this.clock = clock;
        this.lastAskedNanos = System.nanoTime();
        this.loops = List.of(
                Thread.ofPlatform().name("freshness-lease").daemon().unstarted(() -> repeat(this::append)),
                Thread.ofPlatform().name("freshness-lease-passed").daemon().unstarted(() -> repeat(this::renew)));
    }

    /** A barrier, and the moment before it was appended. */
    private record Appended(LeaseClock.Reading before, Map<TopicPartition, Long> offsets) {}

    public void start() {
        loops.forEach(Thread::start);
    }

    /** True when the projection holds all that was acknowledged more than {@code lease} ago. Ask before you read it. */
    public boolean freshWithin(Duration lease) {
        ask();
        return clock.within(begun, lease);
    }

    /** Like {@link #freshWithin}, but gives the loop some time to renew. */
    public boolean awaitFresh(Duration lease, Duration patience) {
        long remaining = patience.toNanos();
        lock.lock();
        try {
            while (!freshWithin(lease)) {
                if (remaining <= 0 || closed) {
                    return false;
                }
                remaining = renewed.awaitNanos(remaining);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Time since the last completed barrier began. */
    public Duration age() {
        return clock.since(begun);
    }

    @Override
    public void close() {
        closed = true;
        loops.forEach(Thread::interrupt);
    }

    @FunctionalInterface
    private interface Step {
        void take() throws TimeoutException, InterruptedException;
    }

    private void repeat(Step step) {
        while (!closed) {
            try {
                step.take();
            } catch (TimeoutException | BarrierException e) {
                if (!closed) {
                    LOG.warnf("no fresh barrier on %s: %s", topic, e.getMessage());
                }
            } catch (InterruptedException e) {
                // asked to close
            }
        }
    }

    private void append() throws InterruptedException {
        LeaseClock.Reading before = clock.read();
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try {
            barrier.append(partitions)
                    .forEach((partition, offset) -> offsets.put(new TopicPartition(topic, partition), offset));
            underWay.put(new Appended(before, offsets));
        } finally {
            pause();
        }
    }

    /** In the order of the appends, so that the lease never goes back. */
    private void renew() throws TimeoutException, InterruptedException {
        Appended appended = underWay.take();
        positions.awaitPassed(appended.offsets(), PASS_TIMEOUT);
        begun = appended.before();
        lock.lock();
        try {
            renewed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void ask() {
        boolean wasIdle = idle();
        lastAskedNanos = System.nanoTime();
        if (wasIdle) {
            lock.lock();
            try {
                asked.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private boolean idle() {
        return System.nanoTime() - lastAskedNanos > IDLE_AFTER.toNanos();
    }

    private void pause() {
        lock.lock();
        try {
            boolean _ = asked.await((idle() ? IDLE_INTERVAL : interval).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
