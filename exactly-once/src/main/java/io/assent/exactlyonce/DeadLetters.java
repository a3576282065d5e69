package io.assent.exactlyonce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What a consumer refuses, as a CloudEvent on the source's dead-letter topic: the reason and where the record lies, so
 * that it can be replayed from its source; never its value, which may be personal.
 */
public final class DeadLetters {
    public static final String TYPE = "io.assent.exactlyonce.RecordRejected";

    private static final JsonFactory JSON = new JsonFactory();

    private final TopicIds topicIds;
    private final Clock clock;
    private final UnaryOperator<String> deadTopicOf;

    /** Dead letters of {@code topic} go to {@code topic.dead}. */
    public DeadLetters(TopicIds topicIds, Clock clock) {
        this(topicIds, clock, topic -> topic + ".dead");
    }

    public DeadLetters(TopicIds topicIds, Clock clock, UnaryOperator<String> deadTopicOf) {
        this.topicIds = topicIds;
        this.clock = clock;
        this.deadTopicOf = deadTopicOf;
    }

    /** The id is the record's place (topic id, partition, offset): rejecting it twice gives the same event. */
    public OutboxRecord letter(String consumer, ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
        String id = topicIds.of(record.topic()) + "/" + record.partition() + "/" + record.offset();
        return new OutboxRecord(
                deadTopicOf.apply(record.topic()),
                record.partition(),
                id.getBytes(StandardCharsets.UTF_8),
                value(consumer, record, reason, detail),
                CloudEvent.headers(id, "/consumers/" + consumer, TYPE, clock.instant()));
    }

    private static byte[] value(String consumer, ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("reason", reason);
            json.writeStringField("detail", detail);
            json.writeStringField("topic", record.topic());
            json.writeNumberField("partition", record.partition());
            json.writeNumberField("offset", record.offset());
            json.writeStringField("consumer", consumer);
            Header eventId = record.headers().lastHeader("ce_id");
            if (eventId != null && eventId.value() != null) {
                json.writeStringField("eventId", new String(eventId.value(), StandardCharsets.UTF_8));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
