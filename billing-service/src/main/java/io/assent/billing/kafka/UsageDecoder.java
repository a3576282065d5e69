package io.assent.billing.kafka;

import io.assent.base.kafka.EventJson;
import io.assent.billing.rating.Usage;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.PoisonRecordException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The events that cost something, or visibly nothing. */
@Singleton
public class UsageDecoder {
    private final EventJson json;

    public UsageDecoder(EventJson json) {
        this.json = json;
    }

    /** The fields that billing needs of notification.deliveries. */
    record Delivery(
            @Nullable String company,
            @Nullable String category,
            @Nullable String country,
            @Nullable Instant occurredAt) {}

    /** The fields that billing needs of {@code ImpressionRecorded}. */
    record Impression(
            @Nullable String company,
            @Nullable String country,
            @Nullable Long priceMicros,
            @Nullable String currency,
            @Nullable Instant occurredAt) {}

    /** The fields that billing needs of {@code CompanyOnboarded}. */
    record Onboarding(
            @Nullable String company,
            @Nullable String country,
            @Nullable Instant occurredAt) {}

    /** Empty for events that never cost anything. */
    Optional<Usage> decode(ConsumerRecord<byte[], byte[]> record) {
        CloudEvent event = CloudEvent.of(record);
        return switch (event.type()) {
            case "io.assent.notification.NotificationDelivered" -> Optional.of(delivery(event, false));
            case "io.assent.notification.ChatReplied" -> Optional.of(delivery(event, true));
            case "io.assent.ad.ImpressionRecorded" -> Optional.of(impression(event));
            case "io.assent.consent.CompanyOnboarded" -> Optional.of(setup(event));
            case "io.assent.notification.NotificationAccepted",
                    "io.assent.notification.NotificationSent",
                    "io.assent.notification.NotificationRead",
                    "io.assent.notification.NotificationSuppressed",
                    "io.assent.notification.NotificationExpired" -> Optional.empty();
            default -> throw new PoisonRecordException("unknown_type", "billing does not know this type");
        };
    }

    private Usage delivery(CloudEvent event, boolean chat) {
        Delivery data = json.read(event.data(), Delivery.class);
        return new Usage(
                event.id(),
                EventJson.required(data.company(), "company"),
                chat ? "chat" : EventJson.required(data.category(), "category"),
                data.country(),
                EventJson.required(data.occurredAt(), "occurredAt"),
                null);
    }

    private Usage impression(CloudEvent event) {
        Impression data = json.read(event.data(), Impression.class);
        long micros = EventJson.required(data.priceMicros(), "priceMicros");
        if (micros < 0) {
            throw new PoisonRecordException("invalid_field", "priceMicros is negative");
        }
        return new Usage(
                event.id(),
                EventJson.required(data.company(), "company"),
                "ad",
                data.country(),
                EventJson.required(data.occurredAt(), "occurredAt"),
                new Usage.Price(micros, EventJson.required(data.currency(), "currency")));
    }

    private Usage setup(CloudEvent event) {
        Onboarding data = json.read(event.data(), Onboarding.class);
        return new Usage(
                event.id(),
                EventJson.required(data.company(), "company"),
                "setup",
                data.country(),
                EventJson.required(data.occurredAt(), "occurredAt"),
                null);
    }
}
