package io.assent.consent.contact;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How often people may be asked, and how long what they said lasts.
 *
 * @param pauseAfterDecline for so long a declined request is not repeated
 * @param requestOpen for so long a request can be answered
 * @param refresh so long before its end a consent may be asked for again
 * @param consentValidDays how long a consent lasts whose notice does not say
 * @param openOfCompany requests of one company that may be open at a time
 * @param openOfPerson requests to one person that may be open at a time
 */
public record ContactLimits(
        Duration pauseAfterDecline,
        Duration requestOpen,
        Duration refresh,
        int consentValidDays,
        long openOfCompany,
        long openOfPerson) {

    /** Whether one more request may be opened, given those that are. */
    public Optional<ContactDecision.Refused> objection(long companyHas, long personHas) {
        if (companyHas >= openOfCompany) {
            return Optional.of(new ContactDecision.Refused(
                    "too_many_open_requests", "too many of this company's requests wait for an answer"));
        }
        return personHas < openOfPerson
                ? Optional.empty()
                : Optional.of(new ContactDecision.Refused(
                        "person_has_too_many_requests", "too many requests wait for this person's answer"));
    }

    Instant requestEnd(Instant asked) {
        return end(asked, requestOpen);
    }

    Instant consentEnd(ShownNotice notice, Instant given) {
        int days = notice.consentValidDays() > 0 ? notice.consentValidDays() : consentValidDays;
        return end(given, Duration.ofDays(days));
    }

    /** To the second, which every store keeps as it is. */
    private static Instant end(Instant from, Duration length) {
        return from.plus(length).truncatedTo(ChronoUnit.SECONDS);
    }
}
