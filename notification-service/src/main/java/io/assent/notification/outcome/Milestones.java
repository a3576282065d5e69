package io.assent.notification.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times that are kept of a message.
 *
 * @param cancelledAt when what had been accepted was ended by its sender, by a no, or by a limit when its hour had come
 */
public record Milestones(
        Instant occurredAt,
        Instant expiresAt,
        @Nullable Instant sentAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt,
        @Nullable Instant cancelledAt) {
    private static final String CANCELLED = "cancelled_";

    /**
     * The steps in their order.
     *
     * @param status as senders are told it
     * @param reason of a suppression
     */
    public List<Step> steps(String status, @Nullable String reason) {
        List<Step> steps = new ArrayList<>();
        if (wasAccepted(status, reason)) {
            steps.add(new Step("accepted", occurredAt, null));
        }
        add(steps, "sent", sentAt);
        add(steps, "delivered", deliveredAt);
        add(steps, "read", readAt);
        if (status.equals("suppressed")) {
            steps.add(new Step(status, wasAccepted(status, reason) ? cancelledAt : occurredAt, reason));
        }
        if (status.equals("expired")) {
            steps.add(new Step(status, expiresAt, null));
        }
        return List.copyOf(steps);
    }

    /** What the gate refused, or what came after its time, never was. */
    private boolean wasAccepted(String status, @Nullable String reason) {
        return !(status.equals("suppressed") && !isCancelled(reason))
                && !(status.equals("expired") && !occurredAt.isBefore(expiresAt));
    }

    /** Of what was cancelled before times of that were kept, only the reason tells. */
    private boolean isCancelled(@Nullable String reason) {
        return cancelledAt != null || reason != null && reason.startsWith(CANCELLED);
    }

    private static void add(List<Step> steps, String status, @Nullable Instant at) {
        if (at != null) {
            steps.add(new Step(status, at, null));
        }
    }
}
