package io.assent.consent.contact;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a company last asked for.
 *
 * @param open the person has not answered it yet
 * @param expiresAt from when on it cannot be answered any more; null before anything was asked
 */
public record Ask(
        Set<Purpose> purposes,
        ShownNotice notice,
        boolean open,
        @Nullable Instant expiresAt) {
    public static final Ask NONE = new Ask(Set.of(), ShownNotice.NONE, false, null);

    public Ask {
        purposes = Set.copyOf(purposes);
    }

    boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    Ask closed() {
        return new Ask(purposes, notice, false, expiresAt);
    }

    /** The same question: asking it again tells the person nothing new. */
    boolean asks(Set<Purpose> others, ShownNotice shown) {
        return purposes.equals(others) && notice.equals(shown);
    }
}
