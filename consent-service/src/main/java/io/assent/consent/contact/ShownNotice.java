package io.assent.consent.contact;

/**
 * The notice that was shown with a request; its parts are empty where a request of former times named none.
 *
 * @param hash of the whole notice, SHA-256 in hexadecimal
 * @param consentValidDays how long a consent given under it lasts; 0 when it does not say
 * @param audience whom it is for; everybody where it does not say
 */
public record ShownNotice(String version, String language, String hash, int consentValidDays, Audience audience) {
    public static final ShownNotice NONE = new ShownNotice("", "", "", 0, Audience.EVERYBODY);

    /**
     * Without the audience, which the hash covers. By this text a repeated command is recognised, also one that came before
     * notices had an audience.
     */
    @Override
    public String toString() {
        return "ShownNotice[version=%s, language=%s, hash=%s, consentValidDays=%d]"
                .formatted(version, language, hash, consentValidDays);
    }
}
