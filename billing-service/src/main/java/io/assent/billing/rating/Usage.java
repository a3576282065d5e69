package io.assent.billing.rating;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened for a company and may cost something.
 *
 * @param eventId of the event that tells of it
 * @param market country of the recipient or viewer; null when it is not known
 * @param fixedPrice what the event itself says it costs, for impressions; null when the rate card decides
 */
public record Usage(
        String eventId,
        String account,
        String category,
        @Nullable String market,
        Instant occurredAt,
        @Nullable Price fixedPrice) {

    /** Millionths of a currency unit. */
    public record Price(long amountMicros, String currency) {}
}
