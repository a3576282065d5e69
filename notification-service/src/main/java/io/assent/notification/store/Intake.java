package io.assent.notification.store;

import io.assent.notification.delivery.Terms;
import io.assent.notification.dispatch.Category;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request whose shape is right.
 *
 * @param now of the request: its own time in a replay, otherwise never later than the wall clock
 * @param kids of the sealed bodies, in their order
 * @param traceparent of the trace that it belongs to, if any
 */
@SuppressWarnings("ArrayRecordComponent") // the fingerprint is compared with Arrays.equals
public record Intake(
        String messageId,
        String company,
        String eventId,
        byte[] bodyHash,
        String user,
        Category category,
        List<String> sealed,
        List<String> kids,
        Terms terms,
        Instant now,
        @Nullable String traceparent) {

    /** The same request as a part of a trace. */
    public Intake in(@Nullable String trace) {
        return new Intake(messageId, company, eventId, bodyHash, user, category, sealed, kids, terms, now, trace);
    }

    /** Its time to live begins when it may be handed over; {@code dueAt} is null when that is at once. */
    public Instant expiresAt(@Nullable Instant dueAt) {
        return (dueAt == null ? now : dueAt).plus(terms.ttl());
    }

    /** @param decided the now of the decision, which is not the sender's to choose */
    public Candidate candidate(@Nullable Instant dueAt, Instant decided) {
        return new Candidate(messageId, company, user, category, terms.template(), dueAt, decided);
    }
}
