package io.assent.consent.privacy;

import io.assent.consent.contact.Contact;

/** Where a person stands with a company, in the one word that matters most to them. */
public enum Standing {
    ASKS,
    ALLOWED,
    DECLINED,
    WITHDRAWN,
    /** The consent ran out. */
    EXPIRED,
    /** The request was not answered in time. */
    LAPSED,
    BLOCKED,
    NONE;

    /** Who allows something can be asked for more. */
    static Standing of(Contact contact) {
        if (contact.blocked()) {
            return BLOCKED;
        }
        return switch (contact.state()) {
            case REQUESTED -> ASKS;
            case ACCEPTED -> contact.ask().open() ? ASKS : ALLOWED;
            case DECLINED -> DECLINED;
            case WITHDRAWN -> WITHDRAWN;
            case EXPIRED -> EXPIRED;
            case LAPSED -> LAPSED;
            case NONE -> NONE;
        };
    }
}
