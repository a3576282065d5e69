package io.assent.consent.kafka;

import io.assent.base.kafka.EventJson;
import io.assent.base.kafka.FencedChannel;
import io.assent.base.kafka.FencedChannels;
import io.assent.consent.age.AgeBand;
import io.assent.consent.store.AgeStore;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.PoisonRecordException;
import io.assent.exactlyonce.Rejections;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Learns from the messenger how old people are, and keeps nothing else of what it says. */
@ApplicationScoped
public class AgeProjection {
    static final String CHANNEL = "age-projection";

    private static final String TYPE = "io.assent.people.PersonChanged";

    private final FencedChannel channel;
    private final AgeStore ages;
    private final EventJson json;

    public AgeProjection(@Identifier(CHANNEL) FencedChannel channel, AgeStore ages, EventJson json) {
        this.channel = channel;
        this.ages = ages;
        this.json = json;
    }

    /** The fields that this service needs of {@code PersonChanged}. */
    record Person(@Nullable String user, @Nullable String ageBand, long version) {}

    /** Readiness does not wait until it has caught up: to say no must not depend on how far the messenger's topic was read. */
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
    }

    private void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records, Rejections rejections)
            throws SQLException {
        List<AgeStore.Age> told = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() == null && record.key() != null) {
                // The messenger forgot this person.
                ages.apply(connection, told);
                told.clear();
                ages.forget(connection, new String(record.key(), StandardCharsets.UTF_8));
                continue;
            }
            try {
                told.add(age(record));
            } catch (PoisonRecordException poison) {
                rejections.reject(record, poison);
            }
        }
        ages.apply(connection, told);
    }

    private AgeStore.Age age(ConsumerRecord<byte[], byte[]> record) {
        CloudEvent event = CloudEvent.of(record);
        if (!event.type().equals(TYPE)) {
            throw new PoisonRecordException("unknown_type", "this topic holds " + TYPE);
        }
        Person person = json.read(event.data(), Person.class);
        AgeBand band = AgeBand.of(EventJson.required(person.ageBand(), "ageBand"))
                .orElseThrow(() -> new PoisonRecordException("invalid_field", "ageBand is minor, adult or unknown"));
        return new AgeStore.Age(EventJson.required(person.user(), "user"), band, person.version());
    }
}
