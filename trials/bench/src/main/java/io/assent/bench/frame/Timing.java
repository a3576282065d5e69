package io.assent.bench.frame;

import java.time.Duration;

/**
 * How long things are measured.
 *
 * @param seconds of measuring, all sides together
 */
public record Timing(int seconds) {
    private static final int LONGEST_WARM_UP_SECONDS = 120;
    private static final int SHORTEST_ROUND_SECONDS = 4;
    private static final int MOST_ROUNDS = 4;

    public Timing {
        if (seconds < 1) {
            throw new IllegalArgumentException("there is nothing to measure in less than a second");
        }
    }

    /** All sides together: a cold JVM is ten times slower. */
    public Duration warmUp() {
        return Duration.ofSeconds(Math.min(seconds * 3L, LONGEST_WARM_UP_SECONDS));
    }

    /** How often each side is measured, in turns. */
    public int rounds(int sides) {
        return Math.clamp(seconds / ((long) sides * SHORTEST_ROUND_SECONDS), 1, MOST_ROUNDS);
    }

    /** Of one side in one round. */
    public Duration round(int sides) {
        return Duration.ofSeconds(seconds).dividedBy((long) sides * rounds(sides));
    }
}
