package io.assent.base.webhook;

import java.time.Duration;
import java.time.Instant;

/**
 * When a delivery is done, tried again or given up.
 *
 * @param patience how long an endpoint may fail without a break before it is disabled
 */
public record DeliveryRules(RetrySchedule schedule, Duration patience) {
    private static final int GONE = 410;

    /**
     * @param attempts that were made, with this one
     * @param random in [0, 1)
     */
    public DeliveryVerdict judge(int attempts, AttemptResult result, Instant now, double random) {
        return switch (result) {
            case AttemptResult.Answered answer when answer.status() / 100 == 2 -> new DeliveryVerdict.Delivered();
            case AttemptResult.Answered answer when answer.status() == GONE -> new DeliveryVerdict.Gone();
            case AttemptResult.Answered answer -> failed(attempts, asked(answer), now, random);
            case AttemptResult.Unanswered _ -> failed(attempts, Duration.ZERO, now, random);
        };
    }

    /** True when the endpoint has failed since then for longer than anybody repairs it. */
    public boolean isHopeless(Instant failingSince, Instant now) {
        return !now.isBefore(failingSince.plus(patience));
    }

    private DeliveryVerdict failed(int attempts, Duration asked, Instant now, double random) {
        return schedule.delayAfter(attempts, random)
                .<DeliveryVerdict>map(
                        delay -> new DeliveryVerdict.TryAgain(now.plus(delay.compareTo(asked) < 0 ? asked : delay)))
                .orElseGet(DeliveryVerdict.GivenUp::new);
    }

    /** Only these two statuses say that it is a matter of time. */
    private static Duration asked(AttemptResult.Answered answer) {
        boolean busy = answer.status() == 429 || answer.status() == 503;
        return busy && answer.retryAfter() != null ? answer.retryAfter() : Duration.ZERO;
    }
}
