package io.assent.notification.delivery;

import java.time.Duration;
import java.time.Instant;

/** What becomes of a wake-up after an attempt. */
public final class WakeUpRules {
    /** There was no answer. */
    public static final int UNANSWERED = 0;

    /** By then most of what somebody listens for was handed over, and has its receipt: what has not may have missed its device. */
    public static final Duration SETTLED_AFTER = Duration.ofSeconds(30);

    private static final Duration FIRST_DELAY = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int DOUBLINGS = 10;
    private static final double JITTER = 0.2;

    private WakeUpRules() {}

    /** What the rule says. */
    public sealed interface Verdict {
        /** The push service has taken it. */
        record Woken() implements Verdict {}

        /** The subscription has ended. */
        record Gone() implements Verdict {}

        record TryAgain(Instant at) implements Verdict {}

        /** The message that it was for would have expired before the next attempt. */
        record GivenUp() implements Verdict {}
    }

    /**
     * @param status of the answer, or {@link #UNANSWERED}
     * @param asked for by a push service that is busy; zero otherwise
     * @param attempts that were made, with this one
     * @param until the end of the message's time to live
     * @param random in [0, 1), so that what failed together does not return together
     */
    public static Verdict judge(int status, Duration asked, int attempts, Instant now, Instant until, double random) {
        if (status / 100 == 2) {
            return new Verdict.Woken();
        }
        if (status == 404 || status == 410) {
            return new Verdict.Gone();
        }
        Duration delay = delayAfter(attempts, random);
        Instant next = now.plus(delay.compareTo(asked) < 0 ? asked : delay);
        return next.isBefore(until) ? new Verdict.TryAgain(next) : new Verdict.GivenUp();
    }

    private static Duration delayAfter(int attempts, double random) {
        Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.clamp(attempts - 1L, 0, DOUBLINGS));
        Duration delay = doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
        return delay.plusMillis((long) (delay.toMillis() * JITTER * random));
    }
}
