package io.assent.billing.rating;

/** What a usage costs. */
public sealed interface Rating {
    /** @param amountMicros millionths of a currency unit; zero is a price too */
    record Rated(String market, long amountMicros, String currency, String ruleId) implements Rating {}

    /** Nothing says what it costs: it is neither charged nor given away. */
    record Unrated(String reason) implements Rating {}
}
