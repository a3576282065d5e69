package io.assent.local.player;

import java.util.concurrent.atomic.AtomicInteger;

/** How many lines were taken, were the same as before, or were refused. */
public final class Counts {
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger duplicate = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    void count(Outcome outcome, boolean again) {
        switch (outcome) {
            case Outcome.Refused any -> refused.incrementAndGet();
            case Outcome.Taken any -> (again ? duplicate : accepted).incrementAndGet();
        }
    }

    public int finished() {
        return accepted.get() + duplicate.get() + refused.get();
    }

    public int refused() {
        return refused.get();
    }

    @Override
    public String toString() {
        return "%d accepted, %d duplicate, %d refused".formatted(accepted.get(), duplicate.get(), refused.get());
    }
}
