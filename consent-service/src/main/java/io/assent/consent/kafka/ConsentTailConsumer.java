package io.assent.consent.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.base.kafka.FencedChannel;
import io.assent.base.kafka.FencedChannels;
import io.assent.consent.ConsentConfig;
import io.assent.consent.store.SequenceGuard;
import io.assent.consent.store.TailRows;
import io.assent.exactlyonce.RecordSignature;
import io.assent.exactlyonce.Rejections;
import io.assent.exactlyonce.Relay;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads what consent-service itself published. A record of somebody else, or an old one of ours put after a newer one, is
 * answered with the current state, so that compaction never keeps it; a version that this database never gave out means
 * that a failover lost commits.
 */
@ApplicationScoped
public class ConsentTailConsumer {
    static final String CHANNEL = "consent-tail";

    private static final Logger LOG = Logger.getLogger(ConsentTailConsumer.class);

    private final FencedChannel channel;
    private final TailRows rows;
    private final SequenceGuard guard;
    private final Relay relay;
    private final RecordSignature.Verifier verifier;
    private final ObjectMapper mapper;
    private final Counter foreignRecords;

    public ConsentTailConsumer(
            @Identifier(CHANNEL) FencedChannel channel,
            TailRows rows,
            SequenceGuard guard,
            Relay relay,
            ConsentConfig config,
            ObjectMapper mapper,
            MeterRegistry meters) {
        this.channel = channel;
        this.rows = rows;
        this.guard = guard;
        this.relay = relay;
        this.verifier = RecordSignature.verifier(config.publicKey());
        this.mapper = mapper;
        this.foreignRecords = meters.counter("assent.consent.foreign.records");
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
        relay.wake();
    }

    private void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records, Rejections rejections)
            throws SQLException {
        List<TailRows.Seen> seen = new ArrayList<>();
        List<TailRows.Foreign> toReplace = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String[] key = key(record);
            if (!verifier.verify(record)) {
                foreignRecords.increment();
                rejections.reject(record, "foreign_record", "not signed by consent-service");
                toReplace.add(new TailRows.Foreign(key[0], key[1], record.partition()));
            } else if (!key[0].equals("lease")) {
                seen.add(new TailRows.Seen(key[0], key[1], record.partition(), version(record)));
            }
        }
        if (!seen.isEmpty()) {
            if (rows.anyAhead(connection, seen)) {
                guard.reportBehindLog();
                LOG.error("consent.events holds versions that this database never gave out: refusing service");
                return;
            }
            toReplace.addAll(rows.noteAndFindStale(connection, seen));
        }
        if (!toReplace.isEmpty()) {
            rows.reemit(connection, toReplace);
        }
    }

    private static String[] key(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        int bar = key.indexOf('|');
        return bar < 0 ? new String[] {key, ""} : new String[] {key.substring(0, bar), key.substring(bar + 1)};
    }

    private long version(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode data = mapper.readTree(record.value());
            return data.path("version").asLong();
        } catch (IOException e) {
            throw new IllegalStateException("a record signed by us is not JSON", e);
        }
    }
}
