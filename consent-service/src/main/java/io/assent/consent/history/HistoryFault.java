package io.assent.consent.history;

import java.util.Locale;

/** What is wrong with a row of the history. */
public enum HistoryFault {
    /** There is none where one must be. */
    ENTRY_MISSING,
    /** There is one where none can be. */
    ENTRY_ADDED,
    /** Its hash does not follow from the one before. */
    CHAIN_BROKEN,
    /** It is neither whole nor erased. */
    PARTLY_ERASED,
    /** The key of a person who was not erased is gone. */
    KEY_MISSING,
    /** The sealed entry was changed, or belongs to another place or person. */
    SEAL_BROKEN,
    /** The sealed entry is another than the one that was committed to. */
    COMMITMENT_MISMATCH,
    /** A column says something else than the entry. */
    COLUMN_MISMATCH,
    /** The shard's head is not the last entry. */
    HEAD_MISMATCH,
    /** The history up to here is another than the one for which a checkpoint was signed. */
    CHECKPOINT_MISMATCH;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
