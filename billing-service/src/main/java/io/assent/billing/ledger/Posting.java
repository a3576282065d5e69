package io.assent.billing.ledger;

/** One side of an entry, in millionths of a currency unit. */
public record Posting(String ledger, long debitMicros, long creditMicros) {}
