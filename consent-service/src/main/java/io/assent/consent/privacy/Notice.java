package io.assent.consent.privacy;

import org.jspecify.annotations.Nullable;

/**
 * The privacy notice under which a company asks.
 *
 * @param version as the company names it; empty when it named none
 * @param title and
 * @param text as they were shown, when they are stored
 * @param language of the text (IETF)
 * @param forAdults it is for nobody else
 * @param hash of the text (SHA-256, hex), by which it can be recognised later
 */
public record Notice(
        String version,
        @Nullable String title,
        @Nullable String text,
        @Nullable String language,
        @Nullable String hash,
        boolean forAdults) {

    /** Only its name is known. */
    public static Notice named(String version) {
        return new Notice(version, null, null, null, null, false);
    }

    public boolean isNamed() {
        return !version.isEmpty();
    }
}
