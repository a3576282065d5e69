package io.assent.exactlyonce;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Keeps an outage, in which everything is tried again and again, from filling the log: each complaint every ten seconds. */
final class Complaints {
    private static final long PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final Map<String, Long> made = new ConcurrentHashMap<>();

    Complaints() {
        this(System::nanoTime);
    }

    Complaints(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * True when this was not said within the last ten seconds.
     *
     * @param kind one of few, such as an SQLSTATE
     */
    boolean due(String kind) {
        long now = nanoTime.getAsLong();
        return made.merge(kind, now, (last, current) -> current - last >= PAUSE_NANOS ? current : last) == now;
    }
}
