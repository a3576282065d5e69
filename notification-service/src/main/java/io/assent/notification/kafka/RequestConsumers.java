package io.assent.notification.kafka;

import io.assent.base.kafka.FencedChannel;
import io.assent.base.kafka.FencedChannels;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Three ways in, one gate: what REST took, what is urgent, and what companies write to their own topics. */
@ApplicationScoped
public class RequestConsumers {
    private static final String REQUESTS = "requests";
    private static final String URGENT = "requests-urgent";
    private static final String COMPANIES = "requests-companies";

    private final Gate gate;
    private final FencedChannel requests;
    private final FencedChannel urgent;
    private final FencedChannel companies;

    public RequestConsumers(
            Gate gate,
            @Identifier(REQUESTS) FencedChannel requests,
            @Identifier(URGENT) FencedChannel urgent,
            @Identifier(COMPANIES) FencedChannel companies) {
        this.gate = gate;
        this.requests = requests;
        this.urgent = urgent;
        this.companies = companies;
    }

    @Incoming(REQUESTS)
    @Blocking("gate")
    void onRequests(ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        gate.process(requests, batch, metadata);
    }

    @Incoming(URGENT)
    @Blocking("gate-urgent")
    void onUrgent(ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        gate.process(urgent, batch, metadata);
    }

    @Incoming(COMPANIES)
    @Blocking("gate-companies")
    void onCompanies(ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        gate.process(companies, batch, metadata);
    }

    /** The fences of the three. */
    @ApplicationScoped
    static class Channels {
        @Produces
        @Singleton
        @Identifier(REQUESTS)
        FencedChannel requests(FencedChannels channels) {
            return channels.open(REQUESTS);
        }

        @Produces
        @Singleton
        @Identifier(URGENT)
        FencedChannel urgent(FencedChannels channels) {
            return channels.open(URGENT);
        }

        @Produces
        @Singleton
        @Identifier(COMPANIES)
        FencedChannel companies(FencedChannels channels) {
            return channels.open(COMPANIES);
        }
    }
}
