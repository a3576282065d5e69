package io.assent.consent.store;

import io.assent.proof.Checkpoint;

/** A checkpoint, and its text as it was signed. */
public record SignedCheckpoint(Checkpoint checkpoint, String jws) {}
