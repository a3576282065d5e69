package io.assent.consent.store;

import io.assent.consent.history.HistoryLeaf;
import io.assent.exactlyonce.Database;
import io.assent.proof.Checkpoint;
import io.assent.proof.ConsistencyProof;
import io.assent.proof.Hash;
import io.assent.proof.InclusionProof;
import io.assent.proof.MerkleTree;
import jakarta.inject.Singleton;

/** Proofs that the history is the one of its checkpoints. None is given that would not convince its reader. */
@Singleton
public class HistoryProofs {
    private final Database database;

    public HistoryProofs(Database database) {
        this.database = database;
    }

    /** That an entry with this commitment is in the history. */
    public record Included(Hash commitment, InclusionProof inclusion) {}

    /** @throws UnprovableException when the history was rewritten */
    public Included inclusion(long sequence, Checkpoint checkpoint) {
        int shard = checkpoint.shard();
        byte[] commitment = database.transact(connection -> CommitmentRows.commitment(connection, shard, sequence));
        InclusionProof proof = tree(checkpoint).inclusion(sequence - 1);
        return convincing(
                new Included(Hash.of(commitment), proof),
                proof.verify(HistoryLeaf.of(sequence, commitment), checkpoint.rootHash()));
    }

    /** @throws UnprovableException when the history was rewritten */
    public ConsistencyProof consistency(Checkpoint earlier, Checkpoint later) {
        ConsistencyProof proof = tree(later).consistencyWith(earlier.treeSize());
        return convincing(proof, proof.verify(earlier.rootHash(), later.rootHash()));
    }

    private MerkleTree tree(Checkpoint checkpoint) {
        return new HistoryTiles(database, checkpoint.shard()).tree(checkpoint.treeSize());
    }

    private static <T> T convincing(T proof, boolean isProof) {
        if (!isProof) {
            throw new UnprovableException("history_rewritten", "the history is not the one that was signed for");
        }
        return proof;
    }
}
