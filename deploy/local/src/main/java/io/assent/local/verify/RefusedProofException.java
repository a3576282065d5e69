package io.assent.local.verify;

/** A step of a check that did not hold; ends the check. */
final class RefusedProofException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason a stable code */
    RefusedProofException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    Verdict.Refused verdict() {
        return new Verdict.Refused(reason, String.valueOf(getMessage()));
    }

    static RefusedProofException notAProof(String detail) {
        return new RefusedProofException("not_a_proof", detail);
    }
}
