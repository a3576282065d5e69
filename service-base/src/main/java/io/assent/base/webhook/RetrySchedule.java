package io.assent.base.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a failed attempt is made again.
 *
 * @param delays the first follows the first attempt; after the last there is no other
 * @param jitter the part of a delay that may be added to it, so that what failed together does not return together
 */
public record RetrySchedule(List<Duration> delays, double jitter) {
    /** As Standard Webhooks recommends: ten attempts in about three days. */
    public static final RetrySchedule STANDARD = new RetrySchedule(
            List.of(
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(5),
                    Duration.ofHours(10),
                    Duration.ofHours(14),
                    Duration.ofHours(20),
                    Duration.ofHours(24)),
            0.2);

    public RetrySchedule {
        delays = List.copyOf(delays);
    }

    /**
     * @param attempts that were made, at least one
     * @param random in [0, 1)
     * @return nothing when there is no further attempt
     */
    public Optional<Duration> delayAfter(int attempts, double random) {
        if (attempts > delays.size()) {
            return Optional.empty();
        }
        Duration delay = delays.get(attempts - 1);
        return Optional.of(delay.plusMillis((long) (delay.toMillis() * jitter * random)));
    }
}
