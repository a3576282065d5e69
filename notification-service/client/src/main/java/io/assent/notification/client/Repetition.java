package io.assent.notification.client;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.util.Objects;

/** Runs what a policy repeats, and lets an interruption through as what it is. */
final class Repetition {
    private Repetition() {}

    static <T> T of(RetryPolicy<T> policy, CheckedSupplier<T> call) throws InterruptedException {
        try {
            return Failsafe.with(policy).get(call);
        } catch (FailsafeException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (cause instanceof InterruptedException interrupted) {
                boolean _ = Thread.interrupted(); // it is told by the exception
                throw interrupted;
            }
            throw new NoAnswerException(cause);
        }
    }
}
