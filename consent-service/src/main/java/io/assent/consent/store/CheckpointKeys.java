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

    /** @throws UnprovableException when it was not signed by any of these keys */
    Checkpoint read(String jws) {
        return switch (Statement.read(jws, Checkpoint.TYPE, verification)) {
            case Statement.Reading.Signed signed -> Checkpoint.of(signed);
            case Statement.Reading.Refused refused ->
                throw new UnprovableException("checkpoint_forged", "a stored checkpoint: " + refused.reason());
        };
    }
}
