package io.assent.notification.delivery;

import java.time.Duration;

/**
 * When a device that keeps its line open and acknowledges nothing is shown a message again: first after a short while, then after
 * twice as long each time, never more seldom than at the longest. The message's time to live ends it.
 */
public record RedeliverySchedule(Duration first, Duration longest) {
    /** Up to so much of a delay is added, so that what was written together does not return together. */
    private static final double JITTER = 0.2;

    /** Doubling any more would leave what a number holds. */
    private static final int MOST_DOUBLINGS = 30;

    /**
     * @param offers that were made, at least one
     * @param random in [0, 1)
     */
    public Duration delayAfter(int offers, double random) {
        long doubled = first.toMillis() << Math.min(offers - 1, MOST_DOUBLINGS);
        long delay = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(delay + (long) (delay * JITTER * random));
    }
}
