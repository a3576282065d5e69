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
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Learns from the messenger which people there are, and in which country: the market that a delivery is charged in. */
@ApplicationScoped
public class PersonProjection {
    private static final String CHANNEL = "person-projection";
    private static final String TYPE = "io.assent.people.PersonChanged";

    private final FencedChannel channel;
    private final ProjectionStore store;
    private final EventJson json;

    public PersonProjection(@Identifier(CHANNEL) FencedChannel channel, ProjectionStore store, EventJson json) {
        this.channel = channel;
        this.store = store;
        this.json = json;
    }

    /** The fields that this service needs of {@code PersonChanged}. */
    record Person(@Nullable String user, @Nullable String country, long version) {}

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
        List<ProjectionStore.PersonState> people = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() == null && record.key() != null) {
                // The messenger forgot this person.
                store.applyPeople(connection, people);
                people.clear();
                store.forgetPerson(connection, new String(record.key(), StandardCharsets.UTF_8));
                continue;
            }
            try {
                CloudEvent event = CloudEvent.of(record);
                if (!event.type().equals(TYPE)) {
                    throw new PoisonRecordException("unknown_type", "this topic holds " + TYPE);
                }
                Person person = json.read(event.data(), Person.class);
                people.add(new ProjectionStore.PersonState(
                        EventJson.required(person.user(), "user"),
                        EventJson.required(person.country(), "country"),
                        person.version()));
            } catch (PoisonRecordException poison) {
                rejections.reject(record, poison);
            }
        }
        store.applyPeople(connection, people);
    }
}
