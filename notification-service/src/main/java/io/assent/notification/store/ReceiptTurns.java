package io.assent.notification.store;

import dev.failsafe.Bulkhead;
import dev.failsafe.BulkheadFullException;
import dev.failsafe.Failsafe;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Whose receipts are recorded now. Those of a lane would wait for each other in the database, each with a session in hand, until the
 * gate and the hand-over found none. So they wait here, and only some of the pool's 24 sessions are theirs.
 */
public final class ReceiptTurns {
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Bulkhead<Object>> lanes;
    private final Bulkhead<Object> sessions = bulkhead(AT_ONCE);

    ReceiptTurns(int lanes) {
        this.lanes = IntStream.range(0, lanes).mapToObj(_ -> bulkhead(1)).toList();
    }

    private static Bulkhead<Object> bulkhead(int atOnce) {
        return Bulkhead.builder(atOnce).withMaxWaitTime(PATIENCE).build();
    }

    /** It was not their turn in time, neither that of their lane nor theirs among the lanes; nothing was recorded. */
    public static final class NoTurnException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    <T> T take(int lane, Supplier<T> work) {
        try {
            return Failsafe.with(lanes.get(lane), sessions).get(work::get);
        } catch (BulkheadFullException e) {
            throw new NoTurnException();
        }
    }
}
