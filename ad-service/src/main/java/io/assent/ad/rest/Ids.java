package io.assent.ad.rest;

/** The ids of the contract. */
final class Ids {
    static final String PERSON = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    static final String COMPANY = "[a-z][a-z0-9-]{1,31}";
    static final String FEED = "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}";

    private Ids() {}
}
