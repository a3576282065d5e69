package io.assent.consent.kafka;

import io.assent.base.kafka.FencedChannel;
import io.assent.base.kafka.FencedChannels;
import io.assent.base.webhook.dispatch.WebhookDispatcher;
import io.assent.consent.store.ContactWebhooks;
import io.assent.consent.store.StateKey;
import io.assent.exactlyonce.Rejections;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Makes webhooks of changes of contacts, in the transaction that moves the position: none is lost or made twice. Records of
 * others are passed over here; the tail answers them.
 */
@ApplicationScoped
public class ContactWebhookConsumer {
    private static final String CHANNEL = "consent-webhooks";

    private final FencedChannel channel;
    private final TailRecords records;
    private final ContactWebhooks webhooks;
    private final WebhookDispatcher dispatcher;

    public ContactWebhookConsumer(
            @Identifier(CHANNEL) FencedChannel channel,
            TailRecords records,
            ContactWebhooks webhooks,
            WebhookDispatcher dispatcher) {
        this.channel = channel;
        this.records = records;
        this.webhooks = webhooks;
        this.dispatcher = dispatcher;
    }

    @Produces
    @Singleton
    @Identifier(CHANNEL)
    static FencedChannel channel(FencedChannels channels) {
        return channels.open(CHANNEL);
    }

    @Incoming(CHANNEL)
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        channel.process(batch, metadata, this::apply);
        dispatcher.wake();
    }

    private void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> batch, Rejections rejections)
            throws SQLException {
        Map<String, Long> erased = erasures(batch);
        if (!erased.isEmpty()) {
            webhooks.forget(connection, erased.keySet());
        }
        Set<String> subscribed = webhooks.subscribed(
                connection,
                batch.stream()
                        .map(record -> TailRecords.key(record).counterpart())
                        .toList());
        List<ContactWebhooks.Shown> shown = batch.stream()
                .filter(record -> record.value() != null)
                // Signatures are verified last: most companies have no webhooks.
                .filter(record -> subscribed.contains(TailRecords.key(record).counterpart()))
                .filter(records::isOurs)
                .map(record -> new ContactWebhooks.Shown(record.partition(), records.contact(record)))
                .filter(each -> each.entry().version()
                        > erased.getOrDefault(each.entry().user(), 0L))
                .toList();
        if (!shown.isEmpty()) {
            webhooks.append(connection, shown);
        }
    }

    /** The versions of erasures, by person: what has a lower one is not told any more. */
    private Map<String, Long> erasures(List<ConsumerRecord<byte[], byte[]>> batch) {
        Map<String, Long> versions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            StateKey key = TailRecords.key(record);
            if (key.isErasure() && record.value() != null && records.isOurs(record)) {
                versions.put(key.person(), records.version(record));
            }
        }
        return versions;
    }
}
