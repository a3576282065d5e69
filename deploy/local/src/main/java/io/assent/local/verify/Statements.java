package io.assent.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.assent.proof.Checkpoint;
import io.assent.proof.Statement;
import io.assent.proof.VerificationKeys;

/** Signed statements by the keys that the reader holds. */
final class Statements {
    static final String RECEIPT = "assent-consent-receipt+jws";

    private final VerificationKeys keys;

    Statements(VerificationKeys keys) {
        this.keys = keys;
    }

    Checkpoint checkpoint(String jws, String name) {
        try {
            return Checkpoint.of(signed(jws, Checkpoint.TYPE, name));
        } catch (IllegalArgumentException e) {
            throw RefusedProofException.notAProof(name + ": it says not what a checkpoint says");
        }
    }

    JsonNode receipt(String jws) {
        return ProofJson.parse(signed(jws, RECEIPT, "receipt").payload());
    }

    private Statement.Reading.Signed signed(String jws, String type, String name) {
        return switch (Statement.read(jws, type, keys)) {
            case Statement.Reading.Signed signed -> signed;
            case Statement.Reading.Refused refused ->
                throw new RefusedProofException(refused.reason(), name + ": " + refused.detail());
        };
    }
}
