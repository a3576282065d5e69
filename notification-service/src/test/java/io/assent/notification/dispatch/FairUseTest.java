package io.assent.notification.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FairUseTest {
    private static final Instant NOON = Instant.parse("2026-08-02T12:00:00Z");
    private static final QualityRule QUALITY =
            new QualityRule(7, 20, 20, 50, List.of(Duration.ofHours(3), Duration.ofHours(6)));
    private static final FairUse LIMITS =
            new FairUse(LocalDate.EPOCH, Duration.ofHours(24), Duration.ofHours(72), 3, 2, List.of(2, 5), 1, QUALITY);

    @Test
    void aPersonHasTheirMarketingOfADayAndThenAgainWhenTheFirstIsADayOld() {
        MarketingHistory history = new MarketingHistory(List.of());

        history.add("a", NOON);
        history.add("b", NOON.plusSeconds(60));
        assertThat(history.personCapUntil(LIMITS, NOON.plusSeconds(120))).isNull();
        history.add("c", NOON.plusSeconds(120));

        assertThat(history.personCapUntil(LIMITS, NOON.plusSeconds(180))).isEqualTo(NOON.plus(FairUse.DAY));
        assertThat(history.personCapUntil(LIMITS, NOON.plus(FairUse.DAY))).isNull();
    }

    @Test
    void oneCompanyMayNotHaveAllOfIt() {
        MarketingHistory history = new MarketingHistory(List.of());

        history.add("a", NOON);
        history.add("a", NOON.plusSeconds(60));

        assertThat(history.pairCapUntil("a", LIMITS, NOON.plusSeconds(90))).isEqualTo(NOON.plus(FairUse.DAY));
        assertThat(history.pairCapUntil("b", LIMITS, NOON.plusSeconds(90))).isNull();
    }

    @Test
    void whatIsOlderThanADayIsForgotten() {
        MarketingHistory history = new MarketingHistory(List.of());

        history.add("a", NOON);
        history.add("a", NOON.plus(FairUse.DAY));

        assertThat(history.sent()).containsExactly(new MarketingHistory.Sent("a", NOON.plus(FairUse.DAY)));
    }

    @Test
    void aCompanyReachesAsManyPeopleAsItsTierAllowsAndTheseAsOftenAsItLikes() {
        Reach reach = new Reach(NOON, 1, Set.of("anna"));

        reach.add("bert", NOON);
        reach.add("anna", NOON);

        assertThat(reach.people()).isEqualTo(2);
        assertThat(reach.added()).containsExactly("bert");
        assertThat(reach.tierUntil("anna", LIMITS.recipients(1), NOON)).isNull();
        assertThat(reach.tierUntil("carl", LIMITS.recipients(1), NOON)).isEqualTo(NOON.plus(FairUse.DAY));
        assertThat(reach.tierUntil("carl", LIMITS.recipients(1), NOON.plus(FairUse.DAY)))
                .isNull();
        assertThat(LIMITS.limitsRecipients(3)).isFalse();
    }

    @Test
    void theDayOfACompanyBeginsAnewWithTheFirstAfterItsEnd() {
        Reach reach = new Reach(NOON, 2, Set.of("anna"));
        Instant later = NOON.plus(FairUse.DAY).plusSeconds(5);

        reach.add("anna", later);

        assertThat(reach.since()).isEqualTo(later);
        assertThat(reach.people()).isEqualTo(1);
        assertThat(reach.added()).containsExactly("anna");
    }

    @Test
    void qualityIsMadeByThoseWhoLeave() {
        assertThat(QUALITY.of(100, 19)).isEqualTo(Quality.GREEN);
        assertThat(QUALITY.of(1_001, 20)).isEqualTo(Quality.GREEN);
        assertThat(QUALITY.of(1_000, 20)).isEqualTo(Quality.YELLOW);
        assertThat(QUALITY.of(1_000, 50)).isEqualTo(Quality.RED);
    }

    @Test
    void redPausesMarketingAndEachPauseIsLongerUntilOnlyAnOperatorEndsIt() {
        CompanyQuality green = new CompanyQuality(Quality.GREEN, 0, null);

        CompanyQuality first = green.next(QUALITY, 100, 20, NOON);
        assertThat(first).isEqualTo(new CompanyQuality(Quality.RED, 1, NOON.plus(Duration.ofHours(3))));
        assertThat(first.next(QUALITY, 100, 90, NOON.plusSeconds(1))).isEqualTo(first);

        Instant resumed = NOON.plus(Duration.ofHours(3));
        CompanyQuality second = afterItsPause(first, resumed).next(QUALITY, 100, 20, resumed);
        assertThat(second.pausedUntil()).isEqualTo(resumed.plus(Duration.ofHours(6)));
        Instant again = resumed.plus(Duration.ofHours(6));
        CompanyQuality last = afterItsPause(second, again).next(QUALITY, 100, 20, again);
        assertThat(last.pausedUntil()).isEqualTo(CompanyQuality.FOR_GOOD);
    }

    /** Those who left until now, and during the pause when little was sent, count no more. */
    private static CompanyQuality afterItsPause(CompanyQuality paused, Instant ended) {
        CompanyQuality after = paused.next(QUALITY, 5, 90, ended);
        assertThat(after).isEqualTo(new CompanyQuality(Quality.GREEN, paused.pauses(), paused.pausedUntil()));
        assertThat(after.endsPause(paused)).isTrue();
        assertThat(after.next(QUALITY, 0, 0, ended).endsPause(after)).isFalse();
        return after;
    }

    @Test
    void whoComesBackAndLeavesAgainCountsOnceInTheDaysThatQualityLooksBack() {
        assertThat(QUALITY.counts(null, NOON)).isTrue();
        assertThat(QUALITY.counts(NOON, NOON.plus(Duration.ofDays(6)))).isFalse();
        assertThat(QUALITY.counts(NOON, NOON.plus(Duration.ofDays(7)))).isTrue();
    }

    @Test
    void pausesAreForgottenAfterAGoodWeek() {
        CompanyQuality rested = new CompanyQuality(Quality.GREEN, 2, NOON);

        assertThat(rested.next(QUALITY, 1_000, 0, NOON.plus(Duration.ofDays(6))).pauses())
                .isEqualTo(2);
        assertThat(rested.next(QUALITY, 1_000, 0, NOON.plus(Duration.ofDays(7))))
                .isEqualTo(new CompanyQuality(Quality.GREEN, 0, null));
    }
}
