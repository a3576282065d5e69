package io.assent.consent.store;

import io.assent.consent.ConsentConfig;
import io.assent.proof.Checkpoint;
import io.assent.proof.SigningKey;
import io.assent.proof.Statement;
import io.assent.proof.VerificationKeys;
import jakarta.inject.Singleton;

/** The key that signs checkpoints and receipts, and those by which they are read, former ones too. */
@Singleton
public class CheckpointKeys {
    private final SigningKey signing;
    private final VerificationKeys verification;

    public CheckpointKeys(ConsentConfig config) {
        this.signing = SigningKey.of(config.privateKey());
        this.verification = VerificationKeys.of(config.publicKeys());
    }

    public SigningKey signing() {
        return signing;
    }

    public VerificationKeys verification() {
        return verification;
    }

    /** @throws UnprovableException when it was not signed by any of these keys for its place */
    SignedCheckpoint read(CheckpointRows.Row row) {
        return switch (Statement.read(row.jws(), Checkpoint.TYPE, verification)) {
            case Statement.Reading.Signed signed -> {
                Checkpoint checkpoint = Checkpoint.of(signed);
                if (checkpoint.shard() != row.shard() || checkpoint.treeSize() != row.treeSize()) {
                    throw new UnprovableException("checkpoint_forged", "a stored checkpoint is that of another place");
                }
                yield new SignedCheckpoint(checkpoint, row.jws());
            }
            case Statement.Reading.Refused refused ->
                throw new UnprovableException("checkpoint_forged", "a stored checkpoint: " + refused.reason());
        };
    }
}
