package io.assent.consent.history;

import io.assent.proof.Hash;
import io.assent.proof.MerkleTree;
import java.nio.ByteBuffer;

/** A leaf of a shard's Merkle tree: the sequence (8 bytes), then the commitment. */
public final class HistoryLeaf {
    private HistoryLeaf() {}

    public static Hash of(long sequence, byte[] commitment) {
        return MerkleTree.leaf(ByteBuffer.allocate(Long.BYTES + commitment.length)
                .putLong(sequence)
                .put(commitment)
                .array());
    }
}
