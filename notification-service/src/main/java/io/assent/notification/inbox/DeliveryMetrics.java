package io.assent.notification.inbox;

import io.assent.base.trace.Traces;
import io.assent.notification.store.MessageRow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long a message takes to its device, and how many devices listen. */
@Singleton
class DeliveryMetrics {
    private final MeterRegistry meters;
    private final Traces traces;
    private final Clock clock;

    DeliveryMetrics(MeterRegistry meters, Traces traces, Clock clock) {
        this.traces = traces;
        this.meters = meters;
        this.clock = clock;
    }

    void countStreams(OpenInboxes inboxes) {
        Gauge.builder("assent.inbox.streams", inboxes, OpenInboxes::size).register(meters);
    }

    void watch(NoticeListener notices) {
        Gauge.builder("assent.inbox.notices.listening", notices, listener -> listener.hears() ? 1 : 0)
                .register(meters);
    }

    void count(Way way) {
        meters.counter("assent.hand.overs", "way", way.code()).increment();
    }

    /** Counts from when it could be handed over: since it was taken, or since the device listens. */
    void handedOver(MessageRow message, InboxConnection device) {
        Instant possible = device.openedAt().isAfter(message.recordedAt()) ? device.openedAt() : message.recordedAt();
        Duration took = Duration.between(possible, clock.instant());
        String category = message.category().code();
        meters.timer("assent.delivery", "category", category).record(took);
        traces.tell(
                message.traceparent(),
                "hand over to device",
                SpanKind.PRODUCER,
                took,
                Attributes.builder().put("assent.category", category).build());
    }
}
