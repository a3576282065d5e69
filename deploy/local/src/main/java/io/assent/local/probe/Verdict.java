package io.assent.local.probe;

import java.util.Locale;

/** How a round ended. What it tells names steps and reason codes, never ids. */
sealed interface Verdict {
    record Kept() implements Verdict {}

    /** The first promise is violated. */
    record Broken(String how) implements Verdict {}

    /** Nothing is known: a step was refused, or not answered in time. */
    record Failed(String why) implements Verdict {}

    /**
     * Judges a message that was sent after its revocation had been acknowledged.
     *
     * @param shown it arrived on the person's screen
     * @param status how far it has come, as its sender is told
     * @param reason why it was suppressed; empty when it was not
     */
    static Verdict of(Revocation revocation, boolean shown, String status, String reason) {
        if (shown) {
            return new Broken("a message arrived that was sent after an acknowledged " + name(revocation));
        }
        return switch (status) {
            // The sender would be charged; that the device showed nothing does not mend it.
            case "sent", "delivered", "read" ->
                new Broken("a message that was sent after an acknowledged %s counts as %s"
                        .formatted(name(revocation), status));
            case "suppressed" ->
                reason.equals(revocation.reason())
                        ? new Kept()
                        : new Failed(
                                "suppressed for another reason after a %s: %s".formatted(name(revocation), reason));
            default ->
                new Failed("neither suppressed nor delivered after a %s: %s".formatted(name(revocation), status));
        };
    }

    private static String name(Revocation revocation) {
        return revocation.name().toLowerCase(Locale.ROOT);
    }
}
