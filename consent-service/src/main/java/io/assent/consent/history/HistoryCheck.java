package io.assent.consent.history;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows the history of one shard from its first entry to its head, and finds the first that is not as it was written: by the
 * chain, and, where the person was not erased, by what the entry itself says.
 */
public final class HistoryCheck {
    private final int shard;
    private final Function<String, EntryClaim> claims;
    private final @Nullable Checkpointed checkpointed;
    private byte[] hash = HistoryChain.start();
    private long intactEntries;
    private long erasedEntries;
    private HistoryVerdict.@Nullable Broken broken;

    /** What was signed for: the chain's hash at a sequence. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Checkpointed(long sequence, byte[] chainHash) {}

    /** @param claims reads an entry's JSON */
    public HistoryCheck(int shard, Function<String, EntryClaim> claims, @Nullable Checkpointed checkpointed) {
        this.shard = shard;
        this.claims = claims;
        this.checkpointed = checkpointed;
    }

    /**
     * The next row as it is stored, in the order of the sequence.
     *
     * @param key of the row's person, null when there is none
     */
    public void next(StoredEntry row, byte @Nullable [] key) {
        if (broken != null) {
            return;
        }
        long expected = intactEntries + 1;
        hash = HistoryChain.next(hash, row.sequence(), row.commitment());
        if (row.sequence() != expected) {
            boolean added = row.sequence() < expected;
            broken = broken(
                    Math.min(row.sequence(), expected), added ? HistoryFault.ENTRY_ADDED : HistoryFault.ENTRY_MISSING);
            return;
        }
        fault(row, key).ifPresentOrElse(fault -> broken = broken(expected, fault), () -> {
            intactEntries = expected;
            erasedEntries += row.isErased() ? 1 : 0;
        });
    }

    private Optional<HistoryFault> fault(StoredEntry row, byte @Nullable [] key) {
        Optional<HistoryFault> ofContent = contentFault(row, key);
        if (ofContent.isPresent()) {
            return ofContent;
        }
        if (!MessageDigest.isEqual(hash, row.hash())) {
            return Optional.of(HistoryFault.CHAIN_BROKEN);
        }
        return isOtherThanCheckpointed(row.sequence())
                ? Optional.of(HistoryFault.CHECKPOINT_MISMATCH)
                : Optional.empty();
    }

    private boolean isOtherThanCheckpointed(long sequence) {
        return checkpointed != null
                && checkpointed.sequence() == sequence
                && !MessageDigest.isEqual(hash, checkpointed.chainHash());
    }

    private Optional<HistoryFault> contentFault(StoredEntry row, byte @Nullable [] key) {
        if (row.isErased()) {
            return Optional.empty();
        }
        if (row.person() == null || row.counterpart() == null || row.sealed() == null) {
            return Optional.of(HistoryFault.PARTLY_ERASED);
        }
        if (key == null) {
            return Optional.of(HistoryFault.KEY_MISSING);
        }
        Optional<SaltedEntry> opened = EntrySeal.open(key, shard, row.sequence(), row.sealed());
        if (opened.isEmpty()) {
            return Optional.of(HistoryFault.SEAL_BROKEN);
        }
        if (!MessageDigest.isEqual(opened.get().commitment(), row.commitment())) {
            return Optional.of(HistoryFault.COMMITMENT_MISMATCH);
        }
        EntryClaim found = new EntryClaim(row.sequence(), row.person(), row.counterpart(), row.recordedAt());
        return claims.apply(opened.get().entry()).equals(found)
                ? Optional.empty()
                : Optional.of(HistoryFault.COLUMN_MISMATCH);
    }

    /** The verdict, given the head of the shard: entries that were cut off or added at the end show only there. */
    public HistoryVerdict end(long headSequence, byte[] headHash) {
        if (broken != null) {
            return broken;
        }
        if (intactEntries != headSequence) {
            boolean added = intactEntries > headSequence;
            return broken(
                    Math.min(intactEntries, headSequence) + 1,
                    added ? HistoryFault.ENTRY_ADDED : HistoryFault.ENTRY_MISSING);
        }
        if (!MessageDigest.isEqual(hash, headHash)) {
            return broken(headSequence, HistoryFault.HEAD_MISMATCH);
        }
        return checkpointed != null && checkpointed.sequence() > headSequence
                ? broken(headSequence + 1, HistoryFault.ENTRY_MISSING)
                : new HistoryVerdict.Intact(intactEntries, erasedEntries);
    }

    private HistoryVerdict.Broken broken(long sequence, HistoryFault fault) {
        return new HistoryVerdict.Broken(intactEntries, erasedEntries, sequence, fault);
    }
}
