package io.assent.consent.history;

/** What a check of a shard's history found. */
public sealed interface HistoryVerdict {
    /** Entries that fit, from the first on. */
    long entries();

    /** Those of them that were erased: of them only the chain can be checked, so an operator must know how many there are. */
    long erased();

    record Intact(long entries, long erased) implements HistoryVerdict {}

    /** @param sequence the first at which something is wrong */
    record Broken(long entries, long erased, long sequence, HistoryFault fault) implements HistoryVerdict {}
}
