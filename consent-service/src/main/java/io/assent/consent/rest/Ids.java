package io.assent.consent.rest;

import io.assent.base.rest.CompanyIds;

/** The ids of the contract. */
public final class Ids {
    public static final String PERSON = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    public static final String COMPANY = CompanyIds.PATTERN;
    static final String NOTICE_VERSION = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
    /** BCP 47, the primary language alone. */
    static final String LANGUAGE = "[a-z]{2,3}";

    /** No half of a character: PostgreSQL has no room for it, and it has no canonical form. */
    static final String LINE = "[^\\p{Cntrl}\\p{Cs}]{1,500}";

    static final String TEXT = "[\\n\\t[^\\p{Cntrl}\\p{Cs}]]{1,40000}";
    static final String COMPANY_NAME = "\\P{Cntrl}{1,200}";

    private Ids() {}
}
