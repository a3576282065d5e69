package io.assent.notification.kafka;

import io.assent.base.kafka.EventJson;
import io.assent.base.kafka.FencedChannel;
import io.assent.base.kafka.FencedChannels;
import io.assent.base.rest.CompanyIds;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.DeadLetters;
import io.assent.exactlyonce.PoisonRecordException;
import io.assent.exactlyonce.Rejections;
import io.assent.notification.store.DeadLetterStore;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Keeps a list of refused requests, so that they can be searched and replayed. */
@ApplicationScoped
public class DeadLetterConsumer {
    private static final String CHANNEL = "dead-letters";

    private final FencedChannel channel;
    private final DeadLetterStore store;
    private final EventJson json;

    public DeadLetterConsumer(@Identifier(CHANNEL) FencedChannel channel, DeadLetterStore store, EventJson json) {
        this.channel = channel;
        this.store = store;
        this.json = json;
    }

    /** Data of {@link DeadLetters#TYPE}. */
    record Rejected(
            @Nullable String reason,
            @Nullable String detail,
            @Nullable String topic,
            int partition,
            long offset,
            @Nullable String eventId) {}

    @Produces
    @Singleton
    @Identifier(CHANNEL)
    static FencedChannel channel(FencedChannels channels) {
        return channels.open(CHANNEL);
    }

    @Incoming(CHANNEL)
    @Blocking("dead-letters")
    void on(ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        channel.process(batch, metadata, this::apply);
    }

    private void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records, Rejections rejections)
            throws SQLException {
        List<DeadLetterStore.Refused> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                letter(record).ifPresent(letters::add);
            } catch (PoisonRecordException poison) {
                rejections.reject(record, poison);
            }
        }
        store.add(connection, letters);
    }

    /** Nothing when it is of no request: a letter that could not be read lies here as well. */
    private Optional<DeadLetterStore.Refused> letter(ConsumerRecord<byte[], byte[]> record) {
        CloudEvent event = CloudEvent.of(record);
        if (!event.type().equals(DeadLetters.TYPE)) {
            throw new PoisonRecordException("unknown_type", "this topic holds " + DeadLetters.TYPE);
        }
        Rejected data = json.read(event.data(), Rejected.class);
        String topic = EventJson.required(data.topic(), "topic");
        String company = companyOf(topic);
        if (company == null && !isOfRest(topic)) {
            return Optional.empty();
        }
        if (!event.id().endsWith("/" + data.partition() + "/" + data.offset())) {
            throw new PoisonRecordException("invalid_field", "the id is another place");
        }
        return Optional.of(new DeadLetterStore.Refused(
                event.id(),
                topic,
                data.partition(),
                data.offset(),
                company,
                data.eventId(),
                EventJson.required(data.reason(), "reason"),
                EventJson.required(data.detail(), "detail"),
                event.time()));
    }

    private static boolean isOfRest(String topic) {
        return topic.equals(RequestDecoder.TOPIC) || topic.equals(RequestDecoder.URGENT_TOPIC);
    }

    private static @Nullable String companyOf(String topic) {
        String prefix = RequestDecoder.TOPIC + ".";
        String rest = topic.startsWith(prefix) ? topic.substring(prefix.length()) : "";
        return rest.matches(CompanyIds.PATTERN) && !isOfRest(topic) && !rest.equals("dead") ? rest : null;
    }
}
