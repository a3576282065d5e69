package io.assent.consent.rest;

/** The ids of the contract. */
public final class Ids {
    public static final String PERSON = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    public static final String COMPANY = "[a-z][a-z0-9-]{1,31}";
    static final String NOTICE_VERSION = "\\P{Cntrl}{1,64}";
    static final String COMPANY_NAME = "\\P{Cntrl}{1,200}";

    private Ids() {}
}
