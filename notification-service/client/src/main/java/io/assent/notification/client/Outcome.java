package io.assent.notification.client;

import java.time.Instant;
import java.util.Optional;

/** How far a message has come. All but {@link Open} are its end. */
public sealed interface Outcome {
    /** A device has it. It is charged by its category. */
    record Delivered(Instant deliveredAt, Optional<Instant> readAt) implements Outcome {}

    /** It was not allowed, or no longer. It costs nothing. */
    record Suppressed(String reason) implements Outcome {}

    /** No device came for it in time. It costs nothing. */
    record Expired() implements Outcome {}

    /**
     * It has not ended.
     *
     * @param status {@code undecided} (no gate has seen it), {@code accepted}, {@code sent} (written to a device, no receipt yet),
     *     or one that this client does not know
     */
    record Open(String status) implements Outcome {
        static final Open UNDECIDED = new Open("undecided");
    }
}
