package io.assent.local.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.local.day.DayLine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A budget of 100 impressions at 1,000 micros each: a share is 5, and two of them may be forfeited by a death. */
class CrashComparisonTest {
    private final CrashComparison comparison = new CrashComparison(
            List.of(
                    line("io.assent.consent.CompanyOnboarding", "'company':'shop'"),
                    line(
                            "io.assent.ad.CampaignBooking",
                            "'company':'shop','campaign':'spring','cpmMicros':1000000,'budgetMicros':100000")),
            1);

    @Test
    void acceptsWhatADeathMayForfeit() {
        assertThat(comparison.differences(spent(90, 90), spent(80, 80))).isEmpty();
    }

    @Test
    void acceptsMoreWhenAnotherCampaignForfeited() {
        assertThat(comparison.differences(spent(90, 90), spent(100, 100))).isEmpty();
    }

    @Test
    void findsTooLittle() {
        assertThat(comparison.differences(spent(90, 90), spent(79, 79)))
                .containsExactly("campaign spring: must spend 80000 to 100000 micros, spent 79000");
    }

    @Test
    void findsMoreThanTheBudget() {
        assertThat(comparison.differences(spent(90, 90), spent(101, 101)))
                .containsExactly("campaign spring: must spend 80000 to 100000 micros, spent 101000");
    }

    @Test
    void findsWhatWasSpentAndNotCharged() {
        assertThat(comparison.differences(spent(90, 90), spent(90, 89)))
                .containsExactly("ads of shop: campaigns spent 90000 micros, charged are 89000");
    }

    @Test
    void findsAnyOtherDifference() {
        DayOutcome actual = spent(90, 90);
        actual.messages().put("shop/m1", "delivered");

        assertThat(comparison.differences(spent(90, 90), actual)).hasSize(1);
    }

    private static DayOutcome spent(int impressions, int charged) {
        var outcome = new DayOutcome();
        outcome.campaigns().put("spring", new Charge(impressions, impressions * 1_000L));
        outcome.charges().put("shop ad DE 1000", new Charge(charged, charged * 1_000L));
        return outcome;
    }

    private static DayLine line(String type, String data) {
        try {
            String json = "{'id':'1','type':'%s','time':'2026-03-31T08:00:00Z','data':{%s}}".formatted(type, data);
            return DayLine.of(1, new ObjectMapper().readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
