package io.assent.base.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.base.webhook.AttemptResult.Answered;
import io.assent.base.webhook.AttemptResult.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final DeliveryRules rules = new DeliveryRules(RetrySchedule.STANDARD, Duration.ofDays(5));

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 299})
    void a2xxIsTaken(int status) {
        assertThat(judge(1, new Answered(status, null))).isEqualTo(new DeliveryVerdict.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 404, 429, 500, 503})
    void everythingElseIsTriedAgain(int status) {
        assertThat(judge(1, new Answered(status, null)))
                .isEqualTo(new DeliveryVerdict.TryAgain(NOW.plus(Duration.ofSeconds(5))));
    }

    @Test
    void whoIsGoneIsNotTriedAgain() {
        assertThat(judge(1, new Answered(410, null))).isEqualTo(new DeliveryVerdict.Gone());
    }

    @ParameterizedTest
    @CsvSource({
        "1, PT5S",
        "2, PT5M",
        "3, PT30M",
        "4, PT2H",
        "5, PT5H",
        "6, PT10H",
        "7, PT14H",
        "8, PT20H",
        "9, PT24H",
    })
    void theScheduleIsThatOfStandardWebhooks(int attempts, Duration delay) {
        assertThat(judge(attempts, Unanswered.TIMEOUT)).isEqualTo(new DeliveryVerdict.TryAgain(NOW.plus(delay)));
    }

    @Test
    void theTenthAttemptIsTheLast() {
        assertThat(judge(10, Unanswered.UNREACHABLE)).isEqualTo(new DeliveryVerdict.GivenUp());
    }

    @Test
    void whatFailedTogetherDoesNotReturnTogether() {
        DeliveryVerdict late = rules.judge(2, Unanswered.TIMEOUT, NOW, 0.999);

        assertThat(late)
                .isInstanceOfSatisfying(
                        DeliveryVerdict.TryAgain.class,
                        again -> assertThat(again.at())
                                .isBetween(NOW.plus(Duration.ofSeconds(359)), NOW.plus(Duration.ofMinutes(6))));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whoIsBusySaysWhenToComeBack(int status) {
        assertThat(judge(1, new Answered(status, Duration.ofMinutes(7))))
                .isEqualTo(new DeliveryVerdict.TryAgain(NOW.plus(Duration.ofMinutes(7))));
    }

    @Test
    void nobodyIsTriedSoonerThanTheScheduleSays() {
        assertThat(judge(3, new Answered(429, Duration.ofSeconds(1))))
                .isEqualTo(new DeliveryVerdict.TryAgain(NOW.plus(Duration.ofMinutes(30))));
    }

    @Test
    void onlyBusyReceiversMaySayWhen() {
        assertThat(judge(1, new Answered(500, Duration.ofHours(7))))
                .isEqualTo(new DeliveryVerdict.TryAgain(NOW.plus(Duration.ofSeconds(5))));
    }

    @Test
    void fiveDaysWithoutABreakAreHopeless() {
        assertThat(rules.isHopeless(NOW.minus(Duration.ofDays(5)), NOW)).isTrue();
        assertThat(rules.isHopeless(NOW.minus(Duration.ofDays(5)).plusMillis(1), NOW))
                .isFalse();
    }

    @Test
    void theScheduleEndsBeforeAnEndpointIsHopeless() {
        Duration all = IntStream.rangeClosed(1, 9)
                .mapToObj(attempts ->
                        RetrySchedule.STANDARD.delayAfter(attempts, 0.999).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(all).isBetween(Duration.ofHours(75), Duration.ofDays(4));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = ';',
            value = {
                "120                           ; PT2M",
                "0                             ; PT0S",
                "999999999                     ; PT24H",
                "Sun, 1 Mar 2026 10:00:30 GMT  ; PT30S",
                "Sun, 1 Mar 2026 09:00:00 GMT  ; PT0S",
                "Fri, 1 Jan 2100 00:00:00 GMT  ; PT24H",
                "soon                          ; -",
                "-5                            ; -",
                "99999999999999                ; -",
            })
    void retryAfterIsSecondsOrADateAndADayAtMost(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW).orElse(null)).isEqualTo(wait);
    }

    private DeliveryVerdict judge(int attempts, AttemptResult result) {
        return rules.judge(attempts, result, NOW, 0);
    }
}
