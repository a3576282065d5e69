package io.assent.consent.rest.page;

/** Why a token does not open the page. */
public enum Refusal {
    NOT_VALID,
    NO_PERSON
}
