package io.assent.bench.frame;

import java.time.Duration;

/** Things that fall due at a steady rate from now on, whether or not the ones before are done. */
public final class Pace {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final long start = System.nanoTime();
    private final double interval;

    public Pace(double perSecond) {
        this.interval = NANOS_PER_SECOND / perSecond;
    }

    /** So many fall due in this time; at least one. */
    public static long count(double perSecond, Duration length) {
        return Math.max(1, (long) (perSecond * length.toNanos() / NANOS_PER_SECOND));
    }

    /** What is begun when it is due. */
    public interface Step {
        /** @param due as {@link System#nanoTime} tells it; now or a little earlier */
        void begin(long number, long due);
    }

    /** When the n-th is due, as {@link System#nanoTime} tells it. */
    public long due(long number) {
        return start + (long) (number * interval);
    }

    /** Returns when the last one was begun. */
    public void run(long count, Step step) throws InterruptedException {
        for (long number = 0; number < count; ) {
            long due = due(number);
            if (System.nanoTime() < due) {
                Thread.sleep(PAUSE);
            } else {
                step.begin(number, due);
                number++;
            }
        }
    }
}
