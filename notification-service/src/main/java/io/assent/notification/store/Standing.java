package io.assent.notification.store;

import io.assent.notification.dispatch.FairUse;
import io.assent.notification.dispatch.Quality;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a company stands.
 *
 * @param tier null for that of new companies
 * @param marketingPausedUntil null when its marketing does not rest
 */
public record Standing(
        @Nullable Integer tier, Quality quality, @Nullable Instant marketingPausedUntil) {
    static final String COLUMNS = "tier, quality, marketing_paused_until";

    static Standing of(ResultSet row, int first) throws SQLException {
        int tier = row.getInt(first);
        boolean isNew = row.wasNull();
        Timestamp until = row.getTimestamp(first + 2);
        return new Standing(
                isNew ? null : tier, Quality.of(row.getString(first + 1)), until == null ? null : until.toInstant());
    }

    int recipients(FairUse limits) {
        return limits.recipients(tier(limits));
    }

    boolean isLimited(FairUse limits) {
        return limits.limitsRecipients(tier(limits));
    }

    int tier(FairUse limits) {
        return tier == null ? limits.firstTier() : tier;
    }
}
