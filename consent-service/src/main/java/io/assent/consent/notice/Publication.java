package io.assent.consent.notice;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What becomes of a notice that a company wants to publish. */
public sealed interface Publication {
    record New() implements Publication {}

    /** It was published before, word for word. */
    record Same() implements Publication {}

    /** @param reason a stable code */
    record Refused(String reason, String detail) implements Publication {}

    /**
     * @param hash of the notice
     * @param published hash of what has its version and language already
     * @param translations its version as it was published in other languages
     */
    static Publication decide(Notice notice, String hash, @Nullable String published, Collection<Notice> translations) {
        if (published != null) {
            return published.equals(hash)
                    ? new Same()
                    : new Refused("notice_exists", "this version was published in this language with other content");
        }
        if (!translations.stream().map(Notice::purposes).allMatch(notice.purposes()::equals)) {
            return new Refused("notice_purposes_differ", "this version names other purposes in another language");
        }
        return translations.stream().map(Notice::audience).allMatch(notice.audience()::equals)
                ? new New()
                : new Refused("notice_audience_differs", "this version is for another audience in another language");
    }
}
