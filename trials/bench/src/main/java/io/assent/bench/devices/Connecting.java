package io.assent.bench.devices;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Opens many streams, some at a time. */
final class Connecting {
    private static final int AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Connecting() {}

    /** Returns when all of them are open. */
    static void all(int streams, IntFunction<Future<Void>> open) throws InterruptedException {
        Semaphore free = new Semaphore(AT_ONCE);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        for (int i = 0; i < streams; i++) {
            take(free, 1);
            open.apply(i).onFailure(cause -> failure.compareAndSet(null, cause)).onComplete(_ -> free.release());
        }
        take(free, AT_ONCE);
        Throwable told = failure.get();
        if (told != null) {
            throw new IllegalStateException("a stream cannot be opened", told);
        }
    }

    private static void take(Semaphore free, int permits) throws InterruptedException {
        if (!free.tryAcquire(permits, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("streams take too long to open");
        }
    }
}
