package io.assent.consent.history;

import io.assent.proof.Checkpoint;

/** Whether a checkpoint may be signed. */
public sealed interface CheckpointDecision {
    record Sign(Checkpoint checkpoint) implements CheckpointDecision {}

    /** @param reason a stable code */
    record Refuse(String reason, String detail) implements CheckpointDecision {}
}
