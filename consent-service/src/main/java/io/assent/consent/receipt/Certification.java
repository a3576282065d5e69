package io.assent.consent.receipt;

import io.assent.consent.contact.Contact;
import io.assent.consent.contact.ContactState;

/** Whether there is a consent to certify: one that holds now. */
public sealed interface Certification {
    record Certified() implements Certification {}

    /** @param reason a stable code */
    record Refused(String reason, String detail) implements Certification {}

    static Certification of(Contact contact) {
        if (contact.blocked()) {
            return new Refused("blocked", "the person has blocked this company");
        }
        return contact.state() == ContactState.ACCEPTED
                ? new Certified()
                : new Refused("not_accepted", "there is no consent to certify");
    }
}
