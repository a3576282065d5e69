package io.assent.consent.kafka;

import io.assent.base.kafka.FencedChannel;
import io.assent.base.kafka.FencedChannels;
import io.assent.consent.store.ConsentLog;
import io.assent.consent.store.ConsentMetrics;
import io.assent.consent.store.LogTail;
import io.assent.consent.store.StateKey;
import io.assent.exactlyonce.Rejections;
import io.assent.exactlyonce.Relay;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads what consent-service itself published. A record of somebody else, or an old one of ours put after a newer one, is
 * answered with the current state, so that compaction never keeps it.
 */
@ApplicationScoped
public class ConsentTailConsumer {
    private final FencedChannel channel;
    private final TailRecords records;
    private final LogTail tail;
    private final Relay relay;
    private final ConsentMetrics metrics;

    public ConsentTailConsumer(
            @Identifier(ConsentLog.TAIL) FencedChannel channel,
            TailRecords records,
            LogTail tail,
            Relay relay,
            ConsentMetrics metrics) {
        this.channel = channel;
        this.records = records;
        this.tail = tail;
        this.relay = relay;
        this.metrics = metrics;
    }

    @Produces
    @Singleton
    @Identifier(ConsentLog.TAIL)
    static FencedChannel channel(FencedChannels channels) {
        return channels.openProjection(ConsentLog.TAIL);
    }

    @Incoming(ConsentLog.TAIL)
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        channel.process(batch, metadata, this::apply);
        relay.wake();
    }

    private void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> batch, Rejections rejections)
            throws SQLException {
        List<LogTail.Seen> ours = new ArrayList<>();
        Set<StateKey> overwritten = new LinkedHashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            StateKey key = TailRecords.key(record);
            if (!records.isOurs(record)) {
                metrics.foreign();
                rejections.reject(record, "foreign_record", "not signed by consent-service for this partition");
                overwritten.add(key);
            } else if (record.value() == null) {
                // Of an erased person. Should it be a copy, and the person back, what is current goes over it.
                overwritten.add(key);
            } else if (!key.isLeaseTerms()) {
                ours.add(new LogTail.Seen(key, records.version(record)));
            }
        }
        if (!ours.isEmpty()) {
            List<StateKey> outdated = tail.note(connection, ours);
            metrics.outdated(outdated.size());
            overwritten.addAll(outdated);
        }
        if (!overwritten.isEmpty()) {
            tail.reemit(connection, overwritten);
        }
    }
}
