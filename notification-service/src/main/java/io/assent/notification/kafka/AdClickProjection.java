package io.assent.notification.kafka;

import io.assent.base.kafka.EventJson;
import io.assent.base.kafka.FencedChannel;
import io.assent.base.kafka.FencedChannels;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.PoisonRecordException;
import io.assent.exactlyonce.Rejections;
import io.assent.notification.store.ProjectionStore;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Learns from ad-service who followed whose ad: these companies may chat with them for a while. */
@ApplicationScoped
public class AdClickProjection {
    private static final String CHANNEL = "ad-click-projection";
    private static final String TYPE = "io.assent.ad.AdClicked";

    private final FencedChannel channel;
    private final ProjectionStore store;
    private final EventJson json;

    public AdClickProjection(@Identifier(CHANNEL) FencedChannel channel, ProjectionStore store, EventJson json) {
        this.channel = channel;
        this.store = store;
        this.json = json;
    }

    /** The fields that this service needs of {@code AdClicked}. */
    record AdClicked(@Nullable String user, @Nullable String company) {}

    @Produces
    @Singleton
    @Identifier(CHANNEL)
    static FencedChannel channel(FencedChannels channels) {
        return channels.openProjection(CHANNEL);
    }

    @Incoming(CHANNEL)
    @Blocking("projections")
    void on(ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        channel.process(batch, metadata, this::apply);
    }

    private void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records, Rejections rejections)
            throws SQLException {
        List<ProjectionStore.AdClick> clicks = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                CloudEvent event = CloudEvent.of(record);
                if (!event.type().equals(TYPE)) {
                    throw new PoisonRecordException("unknown_type", "this topic holds " + TYPE);
                }
                AdClicked click = json.read(event.data(), AdClicked.class);
                clicks.add(new ProjectionStore.AdClick(
                        EventJson.required(click.user(), "user"),
                        EventJson.required(click.company(), "company"),
                        event.time()));
            } catch (PoisonRecordException poison) {
                rejections.reject(record, poison);
            }
        }
        store.applyAdClicks(connection, clicks);
    }
}
