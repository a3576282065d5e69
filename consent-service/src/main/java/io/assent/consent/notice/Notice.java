package io.assent.consent.notice;

import io.assent.consent.contact.Audience;
import io.assent.consent.contact.Purpose;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What people are told before they decide about a company; once published it never changes.
 *
 * @param language BCP 47, the primary language alone
 * @param controllerContact where the company is reached about personal data
 * @param retention how long the company keeps what it learns
 * @param validUntil exclusive; without an end when null
 * @param consentValidDays how long a consent given under it lasts; as the service is set when null
 * @param audience under a notice for adults nobody else is asked
 */
public record Notice(
        String company,
        String version,
        String language,
        String title,
        String text,
        Set<Purpose> purposes,
        String controllerContact,
        String retention,
        Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable Integer consentValidDays,
        Audience audience) {
    public Notice {
        purposes = Collections.unmodifiableSet(new TreeSet<>(purposes));
    }
}
