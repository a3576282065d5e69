package io.assent.base.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.OutboxRecord;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells consent-service that this service holds nothing on an erased person any more, on a topic of its own: who wrote a
 * report is known from where it lies. The erasure's id says nothing of the person.
 */
@Singleton
public class ErasureReports {
    private final ObjectMapper json;
    private final String service;

    public ErasureReports(ObjectMapper json, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.json = json;
        this.service = service;
    }

    /** Data of {@code io.assent.notification.ErasureCompleted} and {@code io.assent.ad.ErasureCompleted}. */
    public record ErasureCompleted(String erasure, Instant occurredAt) {}

    public OutboxRecord completed(String erasure, Instant at) {
        String name = service.replace("-service", "");
        try {
            return new OutboxRecord(
                    name + ".erasures",
                    null,
                    erasure.getBytes(StandardCharsets.UTF_8),
                    json.writeValueAsBytes(new ErasureCompleted(erasure, at)),
                    CloudEvent.headers(erasure, "/" + service, "io.assent." + name + ".ErasureCompleted", at));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always JSON", e);
        }
    }
}
