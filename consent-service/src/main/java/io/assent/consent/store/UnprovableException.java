package io.assent.consent.store;

import java.util.List;

/** The stored history is not the one that was signed for, so nothing can be proved of it. */
public final class UnprovableException extends RuntimeException {
    static final List<String> REASONS =
            List.of("history_rewritten", "chain_broken", "entry_missing", "checkpoint_forged");

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
