package io.assent.consent.history;

import io.assent.proof.Checkpoint;
import io.assent.proof.Hash;
import io.assent.proof.MerkleTree;
import java.util.Optional;

/**
 * Lets nothing be signed that contradicts what was signed before. A checkpoint is out of our hands once it is given; a second one
 * that does not fit it would prove a lie, so whoever rewrites the history gets none.
 */
public final class CheckpointGuard {
    private CheckpointGuard() {}

    /**
     * @param last the checkpoint before, if any
     * @param wanted what would be signed
     * @param tree over the history as it is now, of the wanted size
     * @param chain followed from the last checkpoint's chain hash over the entries since
     */
    public static CheckpointDecision decide(Optional<Checkpoint> last, Checkpoint wanted, MerkleTree tree, Hash chain) {
        if (!chain.equals(wanted.chainHash())) {
            return new CheckpointDecision.Refuse(
                    "chain_broken", "the entries since the last checkpoint do not follow it");
        }
        boolean isContradiction = last.isPresent() && contradicts(last.get(), wanted, tree);
        return isContradiction
                ? new CheckpointDecision.Refuse("history_rewritten", "the last checkpoint is not its beginning")
                : new CheckpointDecision.Sign(wanted);
    }

    private static boolean contradicts(Checkpoint last, Checkpoint wanted, MerkleTree tree) {
        return last.treeSize() > wanted.treeSize()
                || !tree.consistencyWith(last.treeSize()).verify(last.rootHash(), wanted.rootHash());
    }
}
