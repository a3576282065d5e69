package io.assent.notification.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Whose receipts are recorded now. Those of a lane would wait for each other in the database, each with a session in hand, until the
 * gate and the hand-over found none. So they wait here, and only some of the pool's 24 sessions are theirs.
 */
public final class ReceiptTurns {
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Semaphore> lanes;
    private final Semaphore sessions = new Semaphore(AT_ONCE, true);

    ReceiptTurns(int lanes) {
        this.lanes =
                IntStream.range(0, lanes).mapToObj(_ -> new Semaphore(1, true)).toList();
    }

    /** It was not their turn in time; nothing was recorded. */
    public static final class NoTurnException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    <T> T take(int lane, Supplier<T> work) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        return in(lanes.get(lane), deadline, () -> in(sessions, deadline, work));
    }

    private static <T> T in(Semaphore turn, long deadline, Supplier<T> work) {
        try {
            if (!turn.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new NoTurnException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoTurnException();
        }
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }
}
