package io.assent.local.outcome;

import io.assent.local.day.DayLine;
import io.assent.local.day.DayTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares a day on which instances of ad-service died. Each death may forfeit the share of a budget that the instance
 * held, and people then see the next campaign instead. So ads are held to bounds: a campaign spends at least what the
 * oracle says less what may be forfeited, at most its budget, and all that is spent is charged. All else must be equal.
 */
public record CrashComparison(List<DayLine> lines, int deaths) {
    /** As ad-service states it: a share is at most a twentieth of the budget, at least one impression. */
    private static final long SHARES = 20;
    /** One share may be free, another served and not yet viewed. */
    private static final long HELD_SHARES = 2;

    /** One sentence each; empty when all is as it must be. */
    public List<String> differences(DayOutcome expected, DayOutcome actual) {
        List<String> differences =
                new ArrayList<>(new Comparison(expected.withoutAds(), actual.withoutAds()).differences());
        for (DayLine line : lines) {
            if (line.type().equals(DayTypes.CAMPAIGN_BOOKING)
                    && expected.campaigns().containsKey(line.text("campaign"))) {
                bounds(line, expected, actual, differences);
            } else if (line.type().equals(DayTypes.COMPANY_ONBOARDING)) {
                charged(line.text("company"), actual, differences);
            }
        }
        return differences;
    }

    private void bounds(DayLine booking, DayOutcome expected, DayOutcome actual, List<String> differences) {
        String campaign = booking.text("campaign");
        long price = booking.number("cpmMicros") / 1000;
        long budget = booking.number("budgetMicros");
        long forfeited = deaths * HELD_SHARES * Math.max(price, budget / SHARES);
        long least = spent(expected, campaign) - forfeited;
        long spent = spent(actual, campaign);
        if (spent < least || spent > budget) {
            differences.add("campaign %s: must spend %d to %d micros, spent %d"
                    .formatted(campaign, Math.max(0, least), budget, spent));
        }
    }

    private void charged(String company, DayOutcome actual, List<String> differences) {
        long spent = lines.stream()
                .filter(line -> line.type().equals(DayTypes.CAMPAIGN_BOOKING))
                .filter(line -> line.text("company").equals(company))
                .map(line -> line.text("campaign"))
                .distinct()
                .mapToLong(campaign -> spent(actual, campaign))
                .sum();
        long charged = actual.charges().entrySet().stream()
                .filter(charge -> charge.getKey().startsWith(company + " ad "))
                .map(Map.Entry::getValue)
                .mapToLong(Charge::amountMicros)
                .sum();
        if (charged != spent) {
            differences.add("ads of %s: campaigns spent %d micros, charged are %d".formatted(company, spent, charged));
        }
    }

    private static long spent(DayOutcome outcome, String campaign) {
        return outcome.campaigns().getOrDefault(campaign, Charge.NONE).amountMicros();
    }
}
