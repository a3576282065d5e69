package io.assent.notification.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a message may be handed over, and for how long.
 *
 * @param ttl for how long it may wait for a device, from when it may be handed over; without one the default of its category. Whole
 *     seconds, within the bounds of its category
 * @param sendAt not before, at most 30 days ahead; without one at once
 * @param respectsQuietHours whether it waits for the end of the person's quiet hours
 */
public record Timing(Optional<Duration> ttl, Optional<Instant> sendAt, boolean respectsQuietHours) {
    static final Timing AT_ONCE = new Timing(Optional.empty(), Optional.empty(), false);
}
