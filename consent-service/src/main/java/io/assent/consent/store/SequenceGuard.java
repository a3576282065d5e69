package io.assent.consent.store;

import jakarta.enterprise.context.ApplicationScoped;

/** Set when Kafka holds our own records that this database does not know: a failover lost commits. */
@ApplicationScoped
public class SequenceGuard {
    private volatile boolean behindLog;

    public void reportBehindLog() {
        behindLog = true;
    }

    public boolean isBehindLog() {
        return behindLog;
    }
}
