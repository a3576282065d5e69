package io.assent.base.webhook.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this instance is to send.
 *
 * @param attempts that were made before
 * @param claim settles it, unless another instance has taken it meanwhile
 * @param leasedUntil after which another may take it
 */
public record ClaimedDelivery(
        String id,
        long position,
        String endpoint,
        String url,
        @Nullable String person,
        String body,
        int attempts,
        long claim,
        Instant leasedUntil) {}
