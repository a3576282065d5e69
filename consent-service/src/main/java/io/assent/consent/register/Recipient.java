package io.assent.consent.register;

/** To whom this service's events go, by its contract. */
public enum Recipient {
    NOTIFICATION,
    AD,
    BILLING
}
