package io.assent.notification.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.notification.dispatch.Suppression;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Records of notification.deliveries. The id is message and status, so each status is one event whatever is repeated. */
@Singleton
public class DeliveryEvents {
    public static final String TOPIC = "notification.deliveries";

    private final ObjectMapper json;
    private final MeterRegistry meters;
    private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

    private record Series(String status, String category) {}

    public DeliveryEvents(ObjectMapper json, MeterRegistry meters) {
        this.json = json;
        this.meters = meters;
    }

    /** The part of a message's life that is told. */
    public enum Status {
        ACCEPTED("NotificationAccepted"),
        SENT("NotificationSent"),
        DELIVERED("NotificationDelivered"),
        READ("NotificationRead"),
        SUPPRESSED("NotificationSuppressed"),
        EXPIRED("NotificationExpired"),
        CHAT_REPLIED("ChatReplied");

        private final String type;

        Status(String type) {
            this.type = type;
        }
    }

    /** Data of all events of this topic; the trace goes into a header. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Data(
            String messageId,
            String company,
            @Nullable String eventId,
            String user,
            String category,
            @Nullable String country,
            @Nullable String reason,
            @Nullable Boolean retriable,
            @Nullable Instant retryAfter,
            Instant occurredAt,
            Instant recordedAt,
            @JsonIgnore @Nullable String traceparent) {}

    static @Nullable Boolean retriable(@Nullable String reason) {
        return reason == null ? null : Suppression.of(reason).retriable();
    }

    private Counter counter(Series series) {
        return meters.counter("assent.deliveries", "status", series.status(), "category", series.category());
    }

    OutboxRecord record(Status status, Data data) {
        String code = status.name().toLowerCase(Locale.ROOT);
        String id = data.messageId() + ":" + code;
        counters.computeIfAbsent(new Series(code, data.category()), this::counter)
                .increment();
        try {
            return new OutboxRecord(
                    TOPIC,
                    null,
                    data.messageId().getBytes(StandardCharsets.UTF_8),
                    json.writeValueAsBytes(data),
                    CloudEvent.headers(
                            id,
                            "/notification-service",
                            "io.assent.notification." + status.type,
                            data.occurredAt(),
                            data.traceparent()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always JSON", e);
        }
    }
}
