package io.assent.notification.dispatch;

import java.time.Instant;

/** The one rule of who may be reached. It is asked when a message is taken, and again whenever it is handed over. */
public final class DispatchGate {
    private DispatchGate() {}

    public static Decision decide(DispatchRequest request, Permission permission, Instant now) {
        if (!request.recipientKnown()) {
            return new Decision.Suppress(Suppression.UNKNOWN_RECIPIENT);
        }
        if (permission.blocked()) {
            return new Decision.Suppress(Suppression.BLOCKED);
        }
        return switch (permission.state()) {
            case "accepted" -> ofAccepted(request, permission, now);
            case "withdrawn" -> new Decision.Suppress(Suppression.CONSENT_WITHDRAWN);
            default -> new Decision.Suppress(Suppression.NO_CONSENT);
        };
    }

    private static Decision ofAccepted(DispatchRequest request, Permission permission, Instant now) {
        if (!permission.allows(request.category())) {
            return new Decision.Suppress(Suppression.PURPOSE_NOT_GRANTED);
        }
        return now.isBefore(request.expiresAt()) ? new Decision.Send() : new Decision.Expire();
    }
}
