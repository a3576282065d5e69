package io.assent.exactlyonce;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Two clocks that must agree: the monotonic one measures, the wall clock bears witness. */
record LeaseClock(LongSupplier monotonicNanos, LongSupplier wallMillis) {
    static final Reading NEVER = new Reading(false, 0, 0);
    private static final double TOLERANCE = 0.2;

    /** Both clocks at one moment. */
    record Reading(boolean taken, long monotonicNanos, long wallMillis) {}

    static LeaseClock system() {
        return new LeaseClock(System::nanoTime, System::currentTimeMillis);
    }

    Reading read() {
        return new Reading(true, monotonicNanos.getAsLong(), wallMillis.getAsLong());
    }

    /** True when less than {@code lease} has passed by the monotonic clock and the wall clock says about the same. */
    boolean within(Reading begun, Duration lease) {
        if (!begun.taken()) {
            return false;
        }
        long monotonic = monotonicNanos.getAsLong() - begun.monotonicNanos();
        long wall = (wallMillis.getAsLong() - begun.wallMillis()) * 1_000_000;
        return monotonic < lease.toNanos() && Math.abs(wall - monotonic) <= lease.toNanos() * TOLERANCE;
    }

    Duration since(Reading begun) {
        return begun.taken()
                ? Duration.ofNanos(monotonicNanos.getAsLong() - begun.monotonicNanos())
                : Duration.ofNanos(Long.MAX_VALUE);
    }
}
