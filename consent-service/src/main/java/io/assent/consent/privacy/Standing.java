package io.assent.consent.privacy;

import io.assent.consent.contact.Contact;
import io.assent.consent.contact.ContactChange;

/** Where a person stands with a company, in the one word that matters most to them. */
public enum Standing {
    ASKS,
    ALLOWED,
    DECLINED,
    WITHDRAWN,
    BLOCKED,
    NONE;

    /** @param last what happened to the contact last: who allows something can be asked for more */
    static Standing of(Contact contact, ContactChange last) {
        if (contact.blocked()) {
            return BLOCKED;
        }
        return switch (contact.state()) {
            case REQUESTED -> ASKS;
            case ACCEPTED -> last == ContactChange.REQUESTED ? ASKS : ALLOWED;
            case DECLINED -> DECLINED;
            case WITHDRAWN -> WITHDRAWN;
            case NONE -> NONE;
        };
    }
}
