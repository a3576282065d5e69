package io.assent.consent.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the history as it is found.
 *
 * @param person null once the person was erased, and so are counterpart and sealed
 * @param hash of the chain
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredEntry(
        long sequence,
        @Nullable String person,
        @Nullable String counterpart,
        byte[] commitment,
        byte @Nullable [] sealed,
        byte[] hash,
        Instant recordedAt) {

    boolean isErased() {
        return person == null && counterpart == null && sealed == null;
    }
}
