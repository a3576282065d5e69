package io.assent.consent.rest.page;

import io.assent.consent.privacy.Overview;
import org.jspecify.annotations.Nullable;

/**
 * The overview, and what the person has just done on it.
 *
 * @param at the company, or {@code ads}, that was decided on; null when nothing was
 * @param hitch why that was not possible; null when it was
 */
public record PrivacyView(
        Overview overview, @Nullable String at, @Nullable Hitch hitch) {
    public boolean isAt(String place) {
        return place.equals(at);
    }
}
