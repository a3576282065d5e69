package io.assent.consent.contact;

/** What a command does to a contact. */
public sealed interface ContactDecision {
    record Changed(Contact contact, ContactChange change) implements ContactDecision {}

    /** The contact already is as the command wants it. */
    record Unchanged(Contact contact) implements ContactDecision {}

    /** @param reason a stable code */
    record Refused(String reason, String detail) implements ContactDecision {}
}
