package io.assent.ad.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.base.trace.Traces;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.OutboxRecord;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What this service tells others of ads. */
@Singleton
class AdEvents {
    private final ObjectMapper json;
    private final Traces traces;

    AdEvents(ObjectMapper json, Traces traces) {
        this.json = json;
        this.traces = traces;
    }

    OutboxRecord record(String topic, String key, String type, String id, Instant occurredAt, Object data) {
        try {
            return new OutboxRecord(
                    topic,
                    null,
                    key.getBytes(StandardCharsets.UTF_8),
                    json.writeValueAsBytes(data),
                    CloudEvent.headers(id, "/ad-service", type, occurredAt, traces.current()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(type + " is always JSON", e);
        }
    }
}
