package io.assent.bench.devices;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Follows each message from when it is due until its receipt is acknowledged, and counts what comes again. */
final class Arrivals {
    /** What was written before a receipt was acknowledged may still be on its way. */
    private static final long ON_ITS_WAY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<String, Sent> due = new ConcurrentHashMap<>();
    private final Map<String, Sent> received = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong expected = new AtomicLong();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder repeatsAfterReceipt = new LongAdder();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    private final LongSupplier nanoTime;

    private record Sent(Wave wave, long dueNanos) {}

    /** @param nanoTime as {@link System#nanoTime} */
    Arrivals(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A device is to be shown this message. */
    void expect(Wave wave, String messageId, long dueNanos) {
        expected.incrementAndGet();
        wave.expect(dueNanos);
        due.put(messageId, new Sent(wave, dueNanos));
    }

    /** False when the device has it already, and so does not show it. */
    boolean received(String messageId) {
        long now = nanoTime.getAsLong();
        Sent sent = due.remove(messageId);
        if (sent == null) {
            repeated(messageId, now);
            return false;
        }
        received.put(messageId, sent);
        sent.wave().received(sent.dueNanos(), now);
        return true;
    }

    private void repeated(String messageId, long now) {
        repeats.increment();
        Long ended = acknowledged.get(messageId);
        if (ended != null && now - ended > ON_ITS_WAY_NANOS) {
            repeatsAfterReceipt.increment();
        } else if (ended == null && !received.containsKey(messageId)) {
            fail(messageId + " was sent by nobody");
        }
    }

    void acknowledged(Collection<String> messageIds) {
        long now = nanoTime.getAsLong();
        for (String messageId : messageIds) {
            acknowledged.put(messageId, now);
            Sent shown = received.remove(messageId);
            if (shown != null) {
                shown.wave().acknowledged(shown.dueNanos(), now);
            }
        }
    }

    /** Nothing that was measured counts any more. */
    void fail(String what) {
        failure.compareAndSet(null, what);
    }

    void mustBeRight() {
        String told = failure.get();
        if (told != null) {
            throw new IllegalStateException(told);
        }
        if (repeatsAfterReceipt.sum() > 0) {
            throw new IllegalStateException("%d messages came again though their receipts were acknowledged"
                    .formatted(repeatsAfterReceipt.sum()));
        }
    }

    /** All that devices were to be shown since the beginning. */
    long expected() {
        return expected.get();
    }

    /** What came again while it had no receipt, which is a device's to leave out. */
    long repeats() {
        return repeats.sum();
    }
}
