package io.assent.local.outcome;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came out of a day, or must come out of it, by id; the oracle writes one and the player another.
 *
 * @param messages company/event id → delivered, expired or suppressed with its reason; a person's chat → arrived
 * @param refusals line → the reason why the line was refused
 * @param charges company, category, market and unit price → how many and how much
 * @param feeds id of the view → the feed's items in order
 * @param campaigns campaign → impressions and money spent
 */
public record DayOutcome(
        SortedMap<String, String> messages,
        SortedMap<String, String> refusals,
        SortedMap<String, Charge> charges,
        SortedMap<String, String> feeds,
        SortedMap<String, Charge> campaigns) {

    public DayOutcome() {
        this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    /** Without what depends on a budget: a service that dies forfeits the budget it had leased, so fewer ads are shown. */
    DayOutcome withoutAds() {
        DayOutcome plain =
                new DayOutcome(messages, refusals, new TreeMap<>(charges), new TreeMap<>(feeds), new TreeMap<>());
        plain.charges.keySet().removeIf(account -> account.contains(" ad "));
        plain.feeds.replaceAll((view, items) -> items.replaceAll("\\*\\S+ ?", ""));
        return plain;
    }
}
