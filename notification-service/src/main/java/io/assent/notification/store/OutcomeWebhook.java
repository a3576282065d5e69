package io.assent.notification.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The body of a webhook about a message. Its fields are named one by one: what an event gains is not told by that. */
record OutcomeWebhook(String type, Instant timestamp, Data data) {

    /** @param user as this service names the person now */
    static OutcomeWebhook of(String type, OutcomeEvent event, String user) {
        return new OutcomeWebhook(
                type,
                event.occurredAt(),
                new Data(
                        event.messageId(),
                        event.senderEventId(),
                        user,
                        event.company(),
                        event.category(),
                        event.reason(),
                        event.occurredAt(),
                        event.recordedAt()));
    }

    /** @param eventId that its sender gave the message; a chat has none */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String messageId,
            @Nullable String eventId,
            String user,
            String company,
            String category,
            @Nullable String reason,
            Instant occurredAt,
            Instant recordedAt) {}
}
