package io.assent.bench.devices;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Messages that are measured together. */
final class Wave {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong firstDue = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong lastReceived = new AtomicLong(Long.MIN_VALUE);
    private final ConcurrentHistogram received = new ConcurrentHistogram(3);
    private final ConcurrentHistogram acknowledged = new ConcurrentHistogram(3);

    void expect(long dueNanos) {
        expected.incrementAndGet();
        firstDue.accumulateAndGet(dueNanos, Math::min);
    }

    void received(long dueNanos, long nowNanos) {
        lastReceived.accumulateAndGet(nowNanos, Math::max);
        received.recordValue(Math.max(0, nowNanos - dueNanos));
    }

    void acknowledged(long dueNanos, long nowNanos) {
        acknowledged.recordValue(Math.max(0, nowNanos - dueNanos - Device.GATHERING.toNanos()));
    }

    long expected() {
        return expected.get();
    }

    /** Nanoseconds from when a message was due until its device had it. */
    Histogram received() {
        return received;
    }

    /** Nanoseconds from when a message was due until its receipt was acknowledged, without the time in which devices gather receipts. */
    Histogram acknowledged() {
        return acknowledged;
    }

    boolean isReceived() {
        return received.getTotalCount() == expected.get();
    }

    /** From the first that was due to the last that came. */
    double receivedPerSecond() {
        return received.getTotalCount() * NANOS_PER_SECOND / (lastReceived.get() - firstDue.get());
    }

    /** Until every one of them has come and its receipt is acknowledged; false when that takes too long. */
    boolean await() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (acknowledged.getTotalCount() < expected.get()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }

    @Override
    public String toString() {
        return "of %d messages %d came, and receipts of %d were acknowledged"
                .formatted(expected.get(), received.getTotalCount(), acknowledged.getTotalCount());
    }
}
