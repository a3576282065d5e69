package io.assent.notification.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Who comes while others are at work waits, in memory, and is done together with all who came meanwhile. So few of the pool's sessions
 * are theirs, however many come. They fail together, too: what one could be refused for is looked at before.
 *
 * @param <I> what one call asks for
 * @param <O> what it is answered
 */
public final class GroupCommit<I, O> {
    /** While one waits for the barrier another commits. */
    private static final int AT_ONCE = 2;

    private static final int LARGEST = 200;

    private final Duration patience;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Function<List<I>, List<O>> work;
    private final Queue<Call<I, O>> waiting = new ConcurrentLinkedQueue<>();

    /**
     * @param work in one transaction; its answers are in the order of what was asked
     * @param patience how long a call waits for its turn
     */
    GroupCommit(Function<List<I>, List<O>> work, Duration patience) {
        this.work = work;
        this.patience = patience;
    }

    /** It was not the call's turn in time; nothing was done. */
    public static final class NoTurnException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NoTurnException(Duration patience) {
            super("no turn in " + patience);
        }
    }

    private static final class Call<I, O> extends CompletableFuture<O> {
        private final I asked;
        private volatile boolean taken;

        Call(I asked) {
            this.asked = asked;
        }

        O answer() {
            try {
                return join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw e;
            }
        }
    }

    /**
     * Returns when what was asked is committed, and throws what the work threw.
     *
     * @throws NoTurnException when too many come at once
     */
    O join(I asked) {
        Call<I, O> mine = new Call<>(asked);
        waiting.add(mine);
        if (isMyTurn()) {
            try {
                while (!mine.taken) {
                    commit(take());
                }
            } finally {
                turns.release();
            }
        } else if (waiting.remove(mine)) {
            throw new NoTurnException(patience);
        }
        return mine.answer();
    }

    private boolean isMyTurn() {
        try {
            return turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int waiting() {
        return waiting.size();
    }

    private List<Call<I, O>> take() {
        List<Call<I, O>> group = new ArrayList<>();
        Call<I, O> next;
        while (group.size() < LARGEST && (next = waiting.poll()) != null) {
            next.taken = true;
            group.add(next);
        }
        return group;
    }

    private void commit(List<Call<I, O>> group) {
        try {
            List<O> answers = work.apply(group.stream().map(call -> call.asked).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) { // each caller throws it
            group.forEach(call -> call.completeExceptionally(e));
        }
    }
}
