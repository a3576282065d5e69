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

/** Learns of companies, and creates the topic that each alone may write its requests to. */
@ApplicationScoped
public class CompanyProjection {
    private static final String CHANNEL = "company-projection";
    private static final String TYPE = "io.assent.consent.CompanyOnboarded";

    private final FencedChannel channel;
    private final ProjectionStore store;
    private final CompanyTopics topics;
    private final EventJson json;

    public CompanyProjection(
            @Identifier(CHANNEL) FencedChannel channel, ProjectionStore store, CompanyTopics topics, EventJson json) {
        this.channel = channel;
        this.store = store;
        this.topics = topics;
        this.json = json;
    }

    /** The fields that this service needs of {@code CompanyOnboarded}. */
    record Company(@Nullable String company) {}

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
        List<String> companies = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                CloudEvent event = CloudEvent.of(record);
                if (event.type().equals(TYPE)) {
                    companies.add(EventJson.required(
                            json.read(event.data(), Company.class).company(), "company"));
                }
            } catch (PoisonRecordException poison) {
                rejections.reject(record, poison);
            }
        }
        if (!companies.isEmpty()) {
            topics.create(companies);
            store.applyCompanies(connection, companies);
        }
    }
}
