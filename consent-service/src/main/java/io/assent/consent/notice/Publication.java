package io.assent.consent.notice;

import io.assent.consent.contact.Purpose;
import java.util.Collection;
import java.util.Set;
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
     * @param translations the purposes of its version in other languages
     */
    static Publication decide(
            Notice notice, String hash, @Nullable String published, Collection<Set<Purpose>> translations) {
        if (published != null) {
            return published.equals(hash)
                    ? new Same()
                    : new Refused("notice_exists", "this version was published in this language with other content");
        }
        return translations.stream().allMatch(notice.purposes()::equals)
                ? new New()
                : new Refused("notice_purposes_differ", "this version names other purposes in another language");
    }
}
