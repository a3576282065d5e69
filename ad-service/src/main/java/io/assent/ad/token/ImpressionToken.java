package io.assent.ad.token;

import java.time.Instant;

/**
 * A right to report one viewed ad.
 *
 * @param mode contextual or personalised, as it was chosen
 * @param priceMicros what the view costs
 */
public record ImpressionToken(
        String viewer,
        String feed,
        int slot,
        String campaign,
        String company,
        String country,
        String mode,
        long priceMicros,
        String currency,
        Instant issuedAt) {

    /** One id a viewer, feed and slot: however often a feed is asked for, a slot is charged once. */
    public String impressionId() {
        return TokenSigner.impressionId(viewer, feed, slot);
    }
}
