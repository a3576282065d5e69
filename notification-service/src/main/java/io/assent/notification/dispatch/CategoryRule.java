package io.assent.notification.dispatch;

import java.time.Duration;
import java.time.LocalDate;

/**
 * How messages of a category are handled from a day on.
 *
 * @param effectiveFrom the first day (UTC)
 * @param needsWindow whether the person must have written to the company, or come by its ad, shortly before
 * @param needsTemplate whether a message must name an approved template
 */
public record CategoryRule(
        LocalDate effectiveFrom,
        Category category,
        Duration shortestTtl,
        Duration defaultTtl,
        Duration longestTtl,
        boolean needsWindow,
        boolean needsTemplate) {

    public CategoryRule {
        if (shortestTtl.compareTo(defaultTtl) > 0 || defaultTtl.compareTo(longestTtl) > 0) {
            throw new IllegalArgumentException("the times to live of " + category.code() + " are out of order");
        }
    }

    public boolean allowsTtl(Duration ttl) {
        return ttl.compareTo(shortestTtl) >= 0 && ttl.compareTo(longestTtl) <= 0;
    }
}
