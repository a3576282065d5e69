package io.assent.consent.register;

import java.util.Locale;

/** What this service stores and for how long. It is said here alone; a test holds it against the database. */
public enum StoredTable {
    CONSENT_STATE(true, Kept.WHILE_CURRENT),
    HISTORY(true, Kept.UNTIL_ERASED),
    PERSON_AGE(true, Kept.WHILE_CURRENT),
    ANSWER(true, Kept.UNTIL_ERASED),
    PERSON_KEY(true, Kept.UNTIL_ERASED),
    WEBHOOK_DELIVERY(true, Kept.MONTH),
    ERASURE(true, Kept.FOR_EVER),
    OUTBOX(true, Kept.UNTIL_PUBLISHED),
    COMPANY(false, Kept.FOR_EVER),
    NOTICE(false, Kept.FOR_EVER),
    OPEN_REQUESTS(false, Kept.WHILE_CURRENT),
    CHECKPOINT(false, Kept.FOR_EVER),
    HISTORY_SUBTREE(false, Kept.FOR_EVER),
    ERASURE_REPORT(false, Kept.FOR_EVER),
    WEBHOOK_ENDPOINT(false, Kept.WHILE_CURRENT),
    WEBHOOK_TAIL(false, Kept.WHILE_CURRENT),
    SHARD(false, Kept.WHILE_CURRENT),
    SHARD_TAIL(false, Kept.WHILE_CURRENT),
    LEASE_TERMS(false, Kept.FOR_EVER),
    OUTBOX_LANE(false, Kept.WHILE_CURRENT),
    OUTBOX_PUBLISHED(false, Kept.WHILE_CURRENT),
    CONSUMER_POSITION(false, Kept.WHILE_CURRENT);

    /** How long a row stays. */
    public enum Kept {
        WHILE_CURRENT,
        UNTIL_PUBLISHED,
        MONTH,
        UNTIL_ERASED,
        FOR_EVER
    }

    private final boolean ofPeople;
    private final Kept kept;

    StoredTable(boolean ofPeople, Kept kept) {
        this.ofPeople = ofPeople;
        this.kept = kept;
    }

    public String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when a row tells of a person. */
    public boolean ofPeople() {
        return ofPeople;
    }

    public Kept kept() {
        return kept;
    }
}
