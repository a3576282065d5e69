package io.assent.consent.rest.page;

/** Why a decision was not taken, as a person is told. */
public enum Hitch {
    NOTHING_CHOSEN,
    CHANGED_MEANWHILE,
    NOT_POSSIBLE
}
