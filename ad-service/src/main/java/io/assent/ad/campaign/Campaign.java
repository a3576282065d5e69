package io.assent.ad.campaign;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What an advertiser has booked.
 *
 * @param budgetMicros for the whole campaign, in millionths of the currency unit
 * @param cpmMicros price of a thousand viewable impressions; a multiple of 1,000, so that one has an exact price
 */
public record Campaign(
        String id,
        String company,
        List<Creative> creatives,
        Targeting targeting,
        long budgetMicros,
        long cpmMicros,
        String currency,
        Instant startsAt,
        Instant endsAt,
        boolean stopped) {
    /** The order in which campaigns are offered: the better price first, then by id. */
    public static final Comparator<Campaign> BY_PRICE =
            Comparator.comparingLong(Campaign::cpmMicros).reversed().thenComparing(Campaign::id);

    private static final long IMPRESSIONS_PER_MILLE = 1_000;

    public Campaign {
        creatives = List.copyOf(creatives);
    }

    /** Price of one viewable impression. */
    public long priceMicros() {
        return cpmMicros / IMPRESSIONS_PER_MILLE;
    }

    public static boolean hasExactPrice(long cpmMicros) {
        return cpmMicros % IMPRESSIONS_PER_MILLE == 0;
    }

    public boolean runsAt(Instant now) {
        return !stopped && !now.isBefore(startsAt) && now.isBefore(endsAt);
    }

    /** By country and language alone. */
    public boolean suitsContext(String country, String language) {
        return Targeting.covers(targeting.countries(), country) && Targeting.covers(targeting.languages(), language);
    }

    public boolean targetsAge() {
        return !targeting.ageBands().isEmpty();
    }

    public boolean suitsAge(String ageBand) {
        return Targeting.covers(targeting.ageBands(), ageBand);
    }

    public Creative creativeOfSlot(int slot) {
        return creatives.get((slot - 1) % creatives.size());
    }
}
