package io.assent.base.rest;

/** How companies are named, in paths and topics of all services. */
public final class CompanyIds {
    public static final String PATTERN = "[a-z][a-z0-9-]{1,31}";

    private CompanyIds() {}
}
