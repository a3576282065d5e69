package io.assent.consent.history;

import java.security.MessageDigest;

/** Follows the chain of one shard from its first entry to its head, and finds the first entry that does not fit. */
public final class HistoryCheck {
    private byte[] hash = HistoryChain.start();
    private long intactEntries;
    private boolean broken;

    /** The next entry as it is stored, in the order of the sequence. */
    public void next(long sequence, String entry, byte[] storedHash) {
        if (broken) {
            return;
        }
        hash = HistoryChain.next(hash, sequence, entry);
        broken = sequence != intactEntries + 1 || !MessageDigest.isEqual(hash, storedHash);
        intactEntries += broken ? 0 : 1;
    }

    /** The verdict, given the head of the shard: entries that were cut off at the end show only there. */
    public HistoryVerdict end(long headSequence, byte[] headHash) {
        boolean whole = !broken && headSequence == intactEntries && MessageDigest.isEqual(hash, headHash);
        return whole ? new HistoryVerdict.Intact(intactEntries) : new HistoryVerdict.BrokenAfter(intactEntries);
    }
}
