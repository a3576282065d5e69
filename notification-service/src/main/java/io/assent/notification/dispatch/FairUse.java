package io.assent.notification.dispatch;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * The limits that all companies share, from a day on. They are published, and every refusal says which of them it was.
 *
 * @param effectiveFrom the first day (UTC)
 * @param chatWindow how long a company may chat after the person wrote
 * @param adClickWindow how long a company may chat after the person followed an ad of it
 * @param marketingToPerson marketing messages to a person in {@link #DAY}, of all companies together
 * @param marketingFromCompany marketing messages of one company to a person in {@link #DAY}
 * @param tiers people whom a company may reach in {@link #DAY}, rising; beyond the last there is no limit
 * @param firstTier the tier of a new company, counted from 1
 * @param quality when a company's marketing rests
 */
public record FairUse(
        LocalDate effectiveFrom,
        Duration chatWindow,
        Duration adClickWindow,
        int marketingToPerson,
        int marketingFromCompany,
        List<Integer> tiers,
        int firstTier,
        QualityRule quality) {
    /** Of a cap any 24 hours; of a tier those that begin with the first message after the former have ended. */
    public static final Duration DAY = Duration.ofHours(24);

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    public FairUse {
        tiers = List.copyOf(tiers);
        if (firstTier < 1
                || firstTier > tiers.size() + 1
                || !tiers.equals(tiers.stream().sorted().toList())) {
            throw new IllegalArgumentException("tiers rise, and the first is one of them");
        }
    }

    /** Before the first limits were published there were none. */
    public static FairUse unlimited() {
        return new FairUse(
                LocalDate.EPOCH, DAY, DAY.multipliedBy(3), NO_LIMIT, NO_LIMIT, List.of(), 1, QualityRule.never());
    }

    /** How many people a company of this tier may reach in a day. */
    public int recipients(int tier) {
        return tier > tiers.size() ? NO_LIMIT : tiers.get(Math.max(tier, 1) - 1);
    }

    public boolean limitsRecipients(int tier) {
        return recipients(tier) != NO_LIMIT;
    }

    public boolean limitsMarketing() {
        return marketingToPerson != NO_LIMIT || marketingFromCompany != NO_LIMIT;
    }
}
