package io.assent.notification.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one rule of who may be reached. Consent comes first and is asked again whenever a message is handed over; fair use
 * is asked once, when the message is let through.
 */
public final class DispatchGate {
    private DispatchGate() {}

    /** When a message is taken, or its hour has come: consent, then fair use. The first objection counts. */
    public static Decision decide(
            DispatchRequest request, Permission permission, Circumstances circumstances, Instant now) {
        Decision byConsent = decide(request, permission, now);
        return byConsent instanceof Decision.Send ? byFairUse(circumstances, now) : byConsent;
    }

    /** When a message is handed over: consent alone. */
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

    /** When the hour of a message has come that was let through before for later: fair use alone. */
    public static Decision byFairUse(Circumstances circumstances, Instant now) {
        Suppression ofTemplate = ofTemplate(circumstances);
        if (ofTemplate != null) {
            return new Decision.Suppress(ofTemplate);
        }
        if (circumstances.rule().needsWindow() && !later(circumstances.windowUntil(), now)) {
            return new Decision.Suppress(Suppression.WINDOW_CLOSED);
        }
        if (circumstances.rule().category() == Category.MARKETING) {
            Decision ofMarketing = ofMarketing(circumstances, now);
            if (!(ofMarketing instanceof Decision.Send)) {
                return ofMarketing;
            }
        }
        return until(circumstances.tierUntil(), Suppression.RECIPIENT_TIER_REACHED, now);
    }

    private static @Nullable Suppression ofTemplate(Circumstances circumstances) {
        return switch (circumstances.template()) {
            case NOT_NAMED -> circumstances.rule().needsTemplate() ? Suppression.TEMPLATE_MISSING : null;
            case APPROVED -> null;
            case UNKNOWN -> Suppression.UNKNOWN_TEMPLATE;
            case NOT_APPROVED -> Suppression.TEMPLATE_NOT_APPROVED;
            case OTHER_CATEGORY -> Suppression.TEMPLATE_CATEGORY_DIFFERS;
        };
    }

    private static Decision ofMarketing(Circumstances circumstances, Instant now) {
        Decision paused = until(circumstances.marketingPausedUntil(), Suppression.MARKETING_PAUSED, now);
        if (!(paused instanceof Decision.Send)) {
            return paused;
        }
        Decision ofPerson = until(circumstances.personCapUntil(), Suppression.PERSON_MARKETING_CAP, now);
        return ofPerson instanceof Decision.Send
                ? until(circumstances.pairCapUntil(), Suppression.PAIR_MARKETING_CAP, now)
                : ofPerson;
    }

    private static Decision until(@Nullable Instant end, Suppression reason, Instant now) {
        if (!later(end, now)) {
            return new Decision.Send();
        }
        return new Decision.Suppress(reason, CompanyQuality.FOR_GOOD.equals(end) ? null : end);
    }

    private static boolean later(@Nullable Instant end, Instant now) {
        return end != null && now.isBefore(end);
    }
}
