package io.assent.notification.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assent.base.trace.Traces;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.Partitions;
import io.assent.notification.store.Intake;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Puts what REST took on the same way as what companies write themselves. */
@ApplicationScoped
public class RequestPublisher {
    private static final int PARTITIONS = 24;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MutinyEmitter<byte[]> emitter;
    private final ObjectMapper mapper;
    private final Traces traces;

    public RequestPublisher(@Channel("intake") MutinyEmitter<byte[]> emitter, ObjectMapper mapper, Traces traces) {
        this.emitter = emitter;
        this.mapper = mapper;
        this.traces = traces;
    }

    /** Returns when Kafka has acknowledged it; throws when it did not in time. */
    public void publish(Intake intake) {
        RecordHeaders headers = new RecordHeaders(CloudEvent.headers(
                intake.eventId(),
                "/companies/" + intake.company(),
                RequestDecoder.TYPE,
                intake.now(),
                traces.current()));
        headers.add(RequestDecoder.COMPANY_HEADER, intake.company().getBytes(StandardCharsets.UTF_8));
        OutgoingKafkaRecordMetadata<byte[]> metadata = OutgoingKafkaRecordMetadata.<byte[]>builder()
                .withTopic(intake.category().isUrgent() ? RequestDecoder.URGENT_TOPIC : RequestDecoder.TOPIC)
                .withKey(intake.user().getBytes(StandardCharsets.UTF_8))
                .withPartition(Partitions.of(intake.user(), PARTITIONS))
                .withHeaders(headers)
                .build();
        emitter.sendMessage(Message.of(body(intake)).addMetadata(metadata))
                .await()
                .atMost(TIMEOUT);
    }

    private byte[] body(Intake intake) {
        try {
            return mapper.writeValueAsBytes(requested(intake));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a request is always JSON", e);
        }
    }

    private static ObjectNode requested(Intake intake) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("user", intake.user());
        body.put("category", intake.category().code());
        intake.sealed().forEach(body.putArray("sealed")::add);
        body.put("ttlSeconds", intake.terms().ttl().toSeconds());
        if (intake.terms().template() != null) {
            String[] template = intake.terms().template().split("/");
            body.putObject("template").put("id", template[0]).put("language", template[1]);
        }
        if (intake.terms().sendAt() != null) {
            body.put("sendAt", intake.terms().sendAt().toString());
        }
        if (intake.terms().respectsQuietHours()) {
            body.put("respectQuietHours", true);
        }
        return body;
    }
}
