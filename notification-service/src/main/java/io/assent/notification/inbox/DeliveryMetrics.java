package io.assent.notification.inbox;

import io.assent.notification.store.MessageRow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** How long a message takes to its device, and how many devices listen. */
@Singleton
class DeliveryMetrics {
    private final MeterRegistry meters;
    private final Clock clock;

    DeliveryMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    void countStreams(Collection<Set<InboxConnection>> connections) {
        Gauge.builder(
                        "assent.inbox.streams",
                        connections,
                        all -> all.stream().mapToInt(Set::size).sum())
                .register(meters);
    }

    /** Counts from when it could be handed over: since it was taken, or since the device listens. */
    void handedOver(MessageRow message, InboxConnection device) {
        Instant possible = device.openedAt().isAfter(message.recordedAt()) ? device.openedAt() : message.recordedAt();
        meters.timer("assent.delivery", "category", message.category().code())
                .record(Duration.between(possible, clock.instant()));
    }
}
