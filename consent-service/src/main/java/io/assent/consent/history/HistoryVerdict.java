package io.assent.consent.history;

/** What a check of a shard's history found. */
public sealed interface HistoryVerdict {
    long entries();

    record Intact(long entries) implements HistoryVerdict {}

    /** @param entries that fit, from the first on; the one after them was changed, removed or added */
    record BrokenAfter(long entries) implements HistoryVerdict {}
}
