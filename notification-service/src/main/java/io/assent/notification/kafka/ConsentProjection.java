package io.assent.notification.kafka;

import io.assent.base.EventTime;
import io.assent.base.kafka.EventJson;
import io.assent.base.kafka.FencedChannel;
import io.assent.base.kafka.FencedChannels;
import io.assent.base.trace.Traces;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.RecordSignature;
import io.assent.exactlyonce.Rejections;
import io.assent.exactlyonce.Relay;
import io.assent.notification.dispatch.Permission;
import io.assent.notification.store.ConsentBarrier;
import io.assent.notification.store.ErasureStore;
import io.assent.notification.store.ProjectionStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Follows the consent log. What is not signed by consent-service is counted and left out; what is signed is never skipped,
 * since it may be a revocation: if it cannot be applied, its partition is held, and so is the gate for these people.
 */
@ApplicationScoped
public class ConsentProjection {
    static final String CONTACT_TYPE = "io.assent.consent.ContactPermissionChanged";
    static final String ERASED_TYPE = "io.assent.consent.PersonErased";

    private final FencedChannel channel;
    private final ConsentBarrier barrier;
    private final ProjectionStore store;
    private final ErasureStore erasures;
    private final EventJson json;
    private final EventTime time;
    private final Relay relay;
    private final Traces traces;
    private final RecordSignature.Verifier verifier;
    private final Counter foreignRecords;

    public ConsentProjection(
            @Identifier(ConsentBarrier.PROJECTION) FencedChannel channel,
            ConsentBarrier barrier,
            ProjectionStore store,
            ErasureStore erasures,
            EventJson json,
            EventTime time,
            Relay relay,
            Traces traces,
            @ConfigProperty(name = "assent.consent.public-key") String publicKey,
            MeterRegistry meters) {
        this.channel = channel;
        this.barrier = barrier;
        this.store = store;
        this.erasures = erasures;
        this.json = json;
        this.time = time;
        this.relay = relay;
        this.traces = traces;
        this.verifier = RecordSignature.verifier(publicKey);
        this.foreignRecords = meters.counter("assent.consent.foreign.records");
    }

    /** The fields that this service needs of {@code ContactPermissionChanged}. */
    record ContactPermission(
            @Nullable String user,
            @Nullable String company,
            long version,
            @Nullable String state,
            @Nullable Set<String> purposes,
            boolean blocked) {}

    /** The fields that this service needs of {@code PersonErased}. */
    record PersonErased(@Nullable String user, @Nullable String erasure) {}

    @Produces
    @Singleton
    @Identifier(ConsentBarrier.PROJECTION)
    static FencedChannel channel(FencedChannels channels, ConsentBarrier barrier) {
        FencedChannel channel = channels.openProjection(ConsentBarrier.PROJECTION);
        channel.consumer()
                .neverSkips()
                .whenAdvanced(() -> barrier.advanced(channel.consumer().positions()));
        return channel;
    }

    @Incoming(ConsentBarrier.PROJECTION)
    @Blocking("consent-projection")
    void on(ConsumerRecords<byte[], byte[]> batch, IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        long began = System.nanoTime();
        channel.process(batch, metadata, this::apply);
        relay.wake();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        batch.forEach(record ->
                traces.tell(Traces.of(record), "permission known", SpanKind.CONSUMER, took, Attributes.empty()));
    }

    private void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records, Rejections rejections)
            throws SQLException {
        List<CloudEvent> told = new ArrayList<>();
        Set<Integer> partitions = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (!verifier.verify(record)) {
                foreignRecords.increment();
                continue;
            }
            CloudEvent event = CloudEvent.of(record);
            if (event.type().equals(CONTACT_TYPE) || event.type().equals(ERASED_TYPE)) {
                told.add(event);
                partitions.add(record.partition());
            }
        }
        if (!told.isEmpty()) {
            // Or what a gate stores meanwhile would be missed when messages are cancelled.
            barrier.change(connection, partitions);
            apply(connection, records.getFirst().partition(), told);
        }
    }

    /** In their order: who was erased may have come back since, in the same batch. */
    private void apply(Connection connection, int lane, List<CloudEvent> told) throws SQLException {
        List<ProjectionStore.ContactState> states = new ArrayList<>();
        for (CloudEvent event : told) {
            if (event.type().equals(CONTACT_TYPE)) {
                states.add(state(event));
            } else {
                store.applyContacts(connection, lane, states, time.wall());
                states.clear();
                erasures.apply(connection, lane, erasure(event), time.wall());
            }
        }
        store.applyContacts(connection, lane, states, time.wall());
    }

    private ErasureStore.Erasure erasure(CloudEvent event) {
        PersonErased data = json.read(event.data(), PersonErased.class);
        return new ErasureStore.Erasure(
                EventJson.required(data.erasure(), "erasure"), EventJson.required(data.user(), "user"), event.time());
    }

    private ProjectionStore.ContactState state(CloudEvent event) {
        ContactPermission data = json.read(event.data(), ContactPermission.class);
        return new ProjectionStore.ContactState(
                EventJson.required(data.user(), "user"),
                EventJson.required(data.company(), "company"),
                new Permission(
                        EventJson.required(data.state(), "state"),
                        EventJson.required(data.purposes(), "purposes"),
                        data.blocked()),
                data.version(),
                event.time());
    }
}
