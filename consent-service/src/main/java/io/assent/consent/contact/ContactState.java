package io.assent.consent.contact;

/** Where the contact stands; being blocked is apart from it, and wins. */
public enum ContactState {
    NONE,
    REQUESTED,
    ACCEPTED,
    DECLINED,
    WITHDRAWN,
    /** The consent ran out. */
    EXPIRED,
    /** The request was never answered. */
    LAPSED
}
