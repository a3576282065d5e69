package io.assent.consent.store;

/** The stored history is not the one that was signed for, so nothing can be proved of it. */
public final class UnprovableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** @param reason a stable code */
    UnprovableException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
