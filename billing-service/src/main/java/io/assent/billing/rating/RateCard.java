package io.assent.billing.rating;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Dated prices by category and market. A usage is rated by the card that was in force on its day (UTC), whenever it
 * arrives; so a replay gives the same bill.
 */
public final class RateCard {
    private static final String ANY_MARKET = "*";
    private static final String IMPRESSION_RULE = "ad-impression";

    private final TreeMap<LocalDate, Map<Key, Rate>> cards = new TreeMap<>();

    private record Key(String category, String market) {}

    public RateCard(Collection<Rate> rates) {
        for (Rate rate : rates) {
            Rate twin = cards.computeIfAbsent(rate.effectiveFrom(), _ -> new HashMap<>())
                    .put(new Key(rate.category(), rate.market()), rate);
            if (twin != null) {
                throw new IllegalArgumentException(
                        "two rates for " + rate.category() + " in " + rate.market() + " from " + rate.effectiveFrom());
            }
        }
    }

    public Rating rate(Usage usage) {
        String market = usage.market() == null ? ANY_MARKET : usage.market();
        Usage.Price fixed = usage.fixedPrice();
        if (fixed != null) {
            return new Rating.Rated(market, fixed.amountMicros(), fixed.currency(), IMPRESSION_RULE);
        }
        Map<Key, Rate> card = cardAt(usage.occurredAt());
        Rate rate = card.get(new Key(usage.category(), market));
        Rate applied = rate == null ? card.get(new Key(usage.category(), ANY_MARKET)) : rate;
        return applied == null
                ? new Rating.Unrated("no_rate")
                : new Rating.Rated(market, applied.priceMicros(), applied.currency(), applied.ruleId());
    }

    /** The lines in force at a time, as the card orders them. */
    public List<Rate> at(Instant time) {
        return cardAt(time).values().stream()
                .sorted(java.util.Comparator.comparing(Rate::category).thenComparing(Rate::market))
                .toList();
    }

    private Map<Key, Rate> cardAt(Instant time) {
        Map.Entry<LocalDate, Map<Key, Rate>> card =
                cards.floorEntry(time.atZone(ZoneOffset.UTC).toLocalDate());
        return card == null ? Map.of() : card.getValue();
    }
}
