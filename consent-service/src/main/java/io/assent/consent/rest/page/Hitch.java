package io.assent.consent.rest.page;

/** Why a decision was not taken, as a person is told. */
public enum Hitch {
    NOTHING_CHOSEN,
    CHANGED_MEANWHILE,
    /** The notice is for adults. */
    NOT_AN_ADULT,
    /** Personalised ads are not for minors. */
    MINOR,
    NOT_POSSIBLE
}
