package io.assent.consent.store;

/**
 * A state as it may be answered once Kafka has committed it.
 *
 * @param entry the event's JSON
 * @param laneSequence the outbox row that carries it, in the lane of its shard
 * @param commitWait true when feeds may show the former state for the length of a lease
 */
public record Stated(int shard, long version, String entry, long laneSequence, boolean commitWait) {
    private static final long PENDING = -1;

    /** Decided, but not yet in an outbox row. */
    static Stated pending(int shard, long version, String entry, boolean commitWait) {
        return new Stated(shard, version, entry, PENDING, commitWait);
    }

    /** What holds for a person before anything was decided; there is nothing to wait for. */
    static Stated initial(int shard, String entry) {
        return new Stated(shard, 0, entry, 0, false);
    }

    /** Whichever of two of a shard can be answered later; then the other can be, too. */
    public Stated later(Stated other) {
        Stated last = other.laneSequence > laneSequence ? other : this;
        return new Stated(shard, last.version, last.entry, last.laneSequence, commitWait || other.commitWait);
    }

    Stated onLane(long sequence) {
        return laneSequence == PENDING ? new Stated(shard, version, entry, sequence, commitWait) : this;
    }
}
