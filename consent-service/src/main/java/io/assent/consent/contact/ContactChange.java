package io.assent.consent.contact;

/** What happened to a contact. */
public enum ContactChange {
    REQUESTED,
    ACCEPTED,
    DECLINED,
    WITHDRAWN,
    MARKETING_STOPPED,
    MARKETING_RESUMED,
    BLOCKED,
    UNBLOCKED,
    EXPIRED,
    LAPSED,
    /** The company brought it along from where it was decided before. */
    IMPORTED
}
