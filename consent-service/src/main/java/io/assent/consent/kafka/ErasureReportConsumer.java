package io.assent.consent.kafka;

import io.assent.base.kafka.EventJson;
import io.assent.base.kafka.FencedChannel;
import io.assent.base.kafka.FencedChannels;
import io.assent.consent.store.ErasureStore;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.PoisonRecordException;
import io.assent.exactlyonce.Rejections;
import io.assent.exactlyonce.Relay;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Hears from each service that it holds nothing on an erased person any more. Which service it was is told by the topic. */
@ApplicationScoped
public class ErasureReportConsumer {
    static final String CHANNEL = "erasure-reports";

    private static final String TOPIC_SUFFIX = ".erasures";

    private final FencedChannel channel;
    private final ErasureStore erasures;
    private final EventJson json;
    private final Relay relay;

    public ErasureReportConsumer(
            @Identifier(CHANNEL) FencedChannel channel, ErasureStore erasures, EventJson json, Relay relay) {
        this.channel = channel;
        this.erasures = erasures;
        this.json = json;
        this.relay = relay;
    }

    /** The fields that this service needs of {@code ErasureCompleted}. */
    record ErasureCompleted(@Nullable String erasure) {}

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

    private void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> batch, Rejections rejections)
            throws SQLException {
        Map<ConsumerRecord<byte[], byte[]>, ErasureStore.Report> reports = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            try {
                reports.put(record, report(record));
            } catch (PoisonRecordException poison) {
                rejections.reject(record, poison);
            }
        }
        Set<String> asked = erasures.report(connection, List.copyOf(reports.values()));
        reports.forEach((record, report) -> {
            if (!asked.contains(report.erasure())) {
                rejections.reject(record, "unknown_erasure", "nobody asked for this erasure");
            }
        });
    }

    private ErasureStore.Report report(ConsumerRecord<byte[], byte[]> record) {
        CloudEvent event = CloudEvent.of(record);
        ErasureCompleted data = json.read(event.data(), ErasureCompleted.class);
        return new ErasureStore.Report(
                EventJson.required(data.erasure(), "erasure"),
                record.topic().replace(TOPIC_SUFFIX, "-service"),
                event.time());
    }
}
