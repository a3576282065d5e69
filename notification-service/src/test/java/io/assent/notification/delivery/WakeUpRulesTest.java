package io.assent.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.notification.delivery.WakeUpRules.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WakeUpRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-31T08:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofDays(1));

    @Test
    void whatThePushServiceTakesIsDone() {
        assertThat(judge(201, 1)).isEqualTo(new Verdict.Woken());
        assertThat(judge(202, 1)).isEqualTo(new Verdict.Woken());
    }

    @Test
    void aSubscriptionThatIsNotThereIsGone() {
        assertThat(judge(404, 1)).isEqualTo(new Verdict.Gone());
        assertThat(judge(410, 1)).isEqualTo(new Verdict.Gone());
    }

    @Test
    void anythingElseIsTriedAgainLaterAndLaterAnHourAtMost() {
        assertThat(judge(500, 1)).isEqualTo(new Verdict.TryAgain(NOW.plusSeconds(10)));
        assertThat(judge(403, 2)).isEqualTo(new Verdict.TryAgain(NOW.plusSeconds(20)));
        assertThat(judge(WakeUpRules.UNANSWERED, 3)).isEqualTo(new Verdict.TryAgain(NOW.plusSeconds(40)));
        assertThat(judge(500, 1_000_000)).isEqualTo(new Verdict.TryAgain(NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void aPushServiceThatIsBusyIsGivenTheTimeThatItAsksFor() {
        assertThat(WakeUpRules.judge(429, Duration.ofMinutes(5), 1, NOW, UNTIL, 0))
                .isEqualTo(new Verdict.TryAgain(NOW.plusSeconds(300)));
    }

    @Test
    void whatFailedTogetherDoesNotReturnTogether() {
        assertThat(WakeUpRules.judge(500, Duration.ZERO, 1, NOW, UNTIL, 0.5))
                .isEqualTo(new Verdict.TryAgain(NOW.plusSeconds(11)));
    }

    @Test
    void nobodyIsWokenForWhatHasExpiredByThen() {
        assertThat(WakeUpRules.judge(500, Duration.ZERO, 1, NOW, NOW.plusSeconds(10), 0))
                .isEqualTo(new Verdict.GivenUp());
    }

    private static Verdict judge(int status, int attempts) {
        return WakeUpRules.judge(status, Duration.ZERO, attempts, NOW, UNTIL, 0);
    }
}
