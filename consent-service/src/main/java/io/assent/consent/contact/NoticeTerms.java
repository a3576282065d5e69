package io.assent.consent.contact;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a published notice allows to be asked under it.
 *
 * @param purposes in the order of declaration, so that equal terms read equal
 * @param validUntil exclusive; without an end when null
 */
public record NoticeTerms(
        ShownNotice notice,
        Set<Purpose> purposes,
        Instant validFrom,
        @Nullable Instant validUntil) {
    public NoticeTerms {
        purposes = Collections.unmodifiableSet(new TreeSet<>(purposes));
    }

    /** Why these purposes cannot be asked for under it now. */
    Optional<ContactDecision.Refused> objection(Set<Purpose> asked, Instant now) {
        if (now.isBefore(validFrom) || (validUntil != null && !now.isBefore(validUntil))) {
            return Optional.of(new ContactDecision.Refused("notice_not_valid", "this notice is not valid now"));
        }
        return purposes.containsAll(asked)
                ? Optional.empty()
                : Optional.of(new ContactDecision.Refused(
                        "purpose_not_in_notice", "the notice does not name all of these purposes"));
    }
}
