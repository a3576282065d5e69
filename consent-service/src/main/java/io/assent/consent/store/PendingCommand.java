package io.assent.consent.store;

import java.util.concurrent.CompletableFuture;

/** A command that waits for its group. */
record PendingCommand(ConsentCommand command, CompletableFuture<Outcome> outcome) {
    void complete(Outcome decided) {
        outcome.complete(decided);
    }

    void fail(Throwable failure) {
        outcome.completeExceptionally(failure);
    }

    /** Nobody waits for the answer any more; a change that was answered as impossible must not happen later. */
    boolean isAbandoned() {
        return outcome.isDone();
    }
}
