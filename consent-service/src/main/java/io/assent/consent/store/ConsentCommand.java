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
 */
public record ConsentCommand(
        String actor,
        String person,
        ConsentAction action,
        @Nullable String idempotencyKey,
        Instant occurredAt) {
    public static final int SHARDS = 24;

    /** The shard is the partition of the person in consent.events. */
    public int shard() {
        return Partitions.of(person, SHARDS);
    }

    StateKey stateKey() {
        return new StateKey(person, action.counterpart());
    }

    /** What must be equal for a repeated key: all but the time. */
    String fingerprint() {
        return person + "|" + action;
    }
}
