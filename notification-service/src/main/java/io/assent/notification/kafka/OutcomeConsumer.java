package io.assent.notification.kafka;

import io.assent.base.kafka.EventJson;
import io.assent.base.kafka.FencedChannel;
import io.assent.base.kafka.FencedChannels;
import io.assent.base.webhook.dispatch.WebhookDispatcher;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.PoisonRecordException;
import io.assent.exactlyonce.Rejections;
import io.assent.notification.store.OutcomeCounts;
import io.assent.notification.store.OutcomeEvent;
import io.assent.notification.store.OutcomeWebhooks;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what this service has told of messages, and makes counts and webhooks of it, away from the paths that messages
 * take. It does so in the transaction that moves its position: each step is counted once, and is one webhook.
 */
@ApplicationScoped
public class OutcomeConsumer {
    private static final String CHANNEL = "outcomes";

    private final FencedChannel channel;
    private final OutcomeCounts counts;
    private final OutcomeWebhooks webhooks;
    private final WebhookDispatcher dispatcher;
    private final EventJson json;

    public OutcomeConsumer(
            @Identifier(CHANNEL) FencedChannel channel,
            OutcomeCounts counts,
            OutcomeWebhooks webhooks,
            WebhookDispatcher dispatcher,
            EventJson json) {
        this.channel = channel;
        this.counts = counts;
        this.webhooks = webhooks;
        this.dispatcher = dispatcher;
        this.json = json;
    }

    /** The fields of a delivery event that are needed here; when it occurred is the time of the event itself. */
    record Told(
            @Nullable String messageId,
            @Nullable String company,
            @Nullable String eventId,
            @Nullable String user,
            @Nullable String category,
            @Nullable String reason,
            @Nullable Instant recordedAt) {}

    @Produces
    @Singleton
    @Identifier(CHANNEL)
    static FencedChannel channel(FencedChannels channels) {
        return channels.open(CHANNEL);
    }

    @Incoming(CHANNEL)
    @Blocking("outcomes")
    void on(ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        channel.process(batch, metadata, this::apply);
        dispatcher.wake();
    }

    private void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records, Rejections rejections)
            throws SQLException {
        List<OutcomeEvent> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                events.add(event(record));
            } catch (PoisonRecordException poison) {
                rejections.reject(record, poison);
            }
        }
        counts.add(connection, events);
        webhooks.append(connection, events);
    }

    private OutcomeEvent event(ConsumerRecord<byte[], byte[]> record) {
        CloudEvent event = CloudEvent.of(record);
        Told told = json.read(event.data(), Told.class);
        return new OutcomeEvent(
                event.id(),
                event.type(),
                EventJson.required(told.messageId(), "messageId"),
                EventJson.required(told.company(), "company"),
                told.eventId(),
                EventJson.required(told.user(), "user"),
                EventJson.required(told.category(), "category"),
                told.reason(),
                event.time(),
                EventJson.required(told.recordedAt(), "recordedAt"));
    }
}
