package io.assent.billing.rating;

import java.time.LocalDate;

/**
 * One line of the rate card.
 *
 * @param effectiveFrom first day (UTC) of the card that the line belongs to
 * @param market ISO 3166 alpha-2 country, or {@code *} for every other
 */
public record Rate(
        LocalDate effectiveFrom, String market, String category, long priceMicros, String currency, String ruleId) {}
