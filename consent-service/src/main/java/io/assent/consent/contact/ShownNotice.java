package io.assent.consent.contact;

/**
 * The notice that was shown with a request; its parts are empty where a request of former times named none.
 *
 * @param hash of the whole notice, SHA-256 in hexadecimal
 * @param consentValidDays how long a consent given under it lasts; 0 when it does not say
 */
public record ShownNotice(String version, String language, String hash, int consentValidDays) {
    public static final ShownNotice NONE = new ShownNotice("", "", "", 0);
}
