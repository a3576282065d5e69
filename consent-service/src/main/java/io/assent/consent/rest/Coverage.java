package io.assent.consent.rest;

import io.assent.base.rest.Problem;
import io.assent.consent.store.Checkpoints;
import io.assent.consent.store.HistoryProofs;
import io.assent.consent.store.SignedCheckpoint;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeoutException;

/** The checkpoint that covers an entry, and the proof that it does. */
@Singleton
class Coverage {
    private final Checkpoints checkpoints;
    private final HistoryProofs proofs;

    Coverage(Checkpoints checkpoints, HistoryProofs proofs) {
        this.checkpoints = checkpoints;
        this.proofs = proofs;
    }

    record Covered(HistoryProofs.Included included, SignedCheckpoint checkpoint) {}

    /** Under the last checkpoint, or under a new one when the entry is later. */
    Covered of(int shard, long sequence) {
        return under(covering(shard, sequence), sequence);
    }

    Covered under(SignedCheckpoint checkpoint, long sequence) {
        return new Covered(proofs.inclusion(sequence, checkpoint.checkpoint()), checkpoint);
    }

    private SignedCheckpoint covering(int shard, long sequence) {
        try {
            return checkpoints
                    .covering(shard, sequence)
                    .orElseThrow(() -> Problem.refused(404, "no_entry", "the history has no such entry"));
        } catch (TimeoutException e) {
            throw Problem.later(503, "not_yet", "the log does not show this entry yet; ask again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("shutting down");
        }
    }
}
