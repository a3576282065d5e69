package io.assent.consent.store;

import io.assent.exactlyonce.Partitions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request for a change.
 *
 * @param actor who asks; idempotency keys are the actor's own
 * @param person whose consent it is about
 * @param idempotencyKey null when the caller sent none
 * @param traceparent of the trace that it belongs to, if any
 */
public record ConsentCommand(
        String actor,
        String person,
        ConsentAction action,
        @Nullable String idempotencyKey,
        Instant occurredAt,
        @Nullable String traceparent) {
    public static final int SHARDS = 24;

    /** The same command as a part of a trace. */
    public ConsentCommand in(@Nullable String trace) {
        return new ConsentCommand(actor, person, action, idempotencyKey, occurredAt, trace);
    }

    /** The shard is the partition of the person in consent.events. */
    public int shard() {
        return Partitions.of(person, SHARDS);
    }

    StateKey stateKey() {
        return new StateKey(person, action.counterpart());
    }

    /** What must be equal for a repeated key: all but the time and the trace. */
    String fingerprint() {
        return person + "|" + action;
    }
}
