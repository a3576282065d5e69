package io.assent.local.probe;

/** The ways to say no, each with its door and with the reason for which messages are suppressed afterwards. */
enum Revocation {
    WITHDRAWAL("withdraw", "consent_withdrawn"),
    BLOCK("block", "blocked");

    private final String move;
    private final String reason;

    Revocation(String move, String reason) {
        this.move = move;
        this.reason = reason;
    }

    String move() {
        return move;
    }

    String reason() {
        return reason;
    }

    /** They take turns. */
    Revocation next() {
        return this == WITHDRAWAL ? BLOCK : WITHDRAWAL;
    }
}
