package io.assent.consent.privacy;

import io.assent.consent.contact.Contact;

/** Where a person stands with a company, in the one word that matters most to them. */
public enum Standing {
    ASKS,
    ALLOWED,
    /** All that is allowed is stopped until further notice. */
    PAUSED,
    DECLINED,
    WITHDRAWN,
    /** The consent ran out. */
    EXPIRED,
    /** The request was not answered in time. */
    LAPSED,
    BLOCKED,
    NONE;

    static Standing of(Contact contact) {
        if (contact.blocked()) {
            return BLOCKED;
        }
        return switch (contact.state()) {
            case REQUESTED -> ASKS;
            case ACCEPTED -> accepted(contact);
            case DECLINED -> DECLINED;
            case WITHDRAWN -> WITHDRAWN;
            case EXPIRED -> EXPIRED;
            case LAPSED -> LAPSED;
            case NONE -> NONE;
        };
    }

    /** Who allows something can be asked for more. */
    private static Standing accepted(Contact contact) {
        if (contact.ask().open()) {
            return ASKS;
        }
        return contact.granted().isEmpty() ? PAUSED : ALLOWED;
    }
}
