package io.assent.local.probe;

import io.assent.notification.client.Outcome;
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
     * @param outcome how far it has come, as its sender is told
     */
    static Verdict of(Revocation revocation, boolean shown, Outcome outcome) {
        if (shown) {
            return new Broken("a message arrived that was sent after an acknowledged " + name(revocation));
        }
        return switch (outcome) {
            // The sender would be charged; that the device showed nothing does not mend it.
            case Outcome.Delivered _ -> counted(revocation, "delivered");
            case Outcome.Open(String status) when status.equals("sent") -> counted(revocation, status);
            case Outcome.Suppressed(String reason) ->
                reason.equals(revocation.reason())
                        ? new Kept()
                        : new Failed(
                                "suppressed for another reason after a %s: %s".formatted(name(revocation), reason));
            case Outcome.Expired _ -> undecided(revocation, "expired");
            case Outcome.Open(String status) -> undecided(revocation, status);
        };
    }

    private static Verdict counted(Revocation revocation, String status) {
        return new Broken(
                "a message that was sent after an acknowledged %s counts as %s".formatted(name(revocation), status));
    }

    private static Verdict undecided(Revocation revocation, String status) {
        return new Failed("neither suppressed nor delivered after a %s: %s".formatted(name(revocation), status));
    }

    private static String name(Revocation revocation) {
        return revocation.name().toLowerCase(Locale.ROOT);
    }
}
