package io.assent.consent.contact;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Why a company may not do something now. The codes are those by which notification-service suppresses a message. */
public enum Hindrance {
    NO_CONSENT,
    PURPOSE_NOT_GRANTED,
    CONSENT_WITHDRAWN,
    BLOCKED;

    /** None when it is permitted. What has run out by now does not permit, also before anybody has noted that. */
    public static Optional<Hindrance> of(Contact contact, Purpose purpose, Instant now) {
        if (contact.blocked()) {
            return Optional.of(BLOCKED);
        }
        return switch (contact.state()) {
            case ACCEPTED -> ofAccepted(contact, purpose, now);
            case WITHDRAWN -> Optional.of(CONSENT_WITHDRAWN);
            case NONE, REQUESTED, DECLINED, EXPIRED, LAPSED -> Optional.of(NO_CONSENT);
        };
    }

    private static Optional<Hindrance> ofAccepted(Contact contact, Purpose purpose, Instant now) {
        if (contact.isRunOut(now)) {
            return Optional.of(NO_CONSENT);
        }
        return contact.permits(purpose) ? Optional.empty() : Optional.of(PURPOSE_NOT_GRANTED);
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
