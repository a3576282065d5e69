package io.assent.consent.store;

import io.assent.consent.contact.NoticeTerms;
import io.assent.consent.contact.ShownNotice;
import io.assent.consent.notice.Notice;
import java.util.Objects;

/** @param hash SHA-256 of its canonical JSON, in hexadecimal */
public record PublishedNotice(Notice notice, String hash) {
    private static final int NOT_SAID = 0;

    NoticeTerms terms() {
        int days = Objects.requireNonNullElse(notice.consentValidDays(), NOT_SAID);
        return new NoticeTerms(
                new ShownNotice(notice.version(), notice.language(), hash, days, notice.audience()),
                notice.purposes(),
                notice.validFrom(),
                notice.validUntil());
    }
}
