package io.assent.consent.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person agreed to, as the entry of the history says it.
 *
 * @param notice what the entry tells of the notice that was shown: its version, and what else there is
 * @param validUntil null when it holds until it is withdrawn
 */
public record Acceptance(
        String person,
        String company,
        List<String> purposes,
        Map<String, String> notice,
        Instant occurredAt,
        @Nullable String validUntil) {}
