package io.assent.notification.kafka;

import io.assent.exactlyonce.PoisonRecordException;
import io.assent.notification.store.Intake;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** What the records of a batch ask for, or why they cannot be read. */
final class DecodedBatch {
    private final Map<Place, Intake> intakes = new HashMap<>();
    private final Map<Place, PoisonRecordException> poison = new HashMap<>();

    private record Place(TopicPartition partition, long offset) {
        static Place of(ConsumerRecord<byte[], byte[]> record) {
            return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
    }

    static DecodedBatch of(ConsumerRecords<byte[], byte[]> batch, RequestDecoder decoder) {
        DecodedBatch decoded = new DecodedBatch();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            try {
                decoded.intakes.put(Place.of(record), decoder.decode(record));
            } catch (PoisonRecordException refused) {
                decoded.poison.put(Place.of(record), refused);
            }
        }
        return decoded;
    }

    /** @throws PoisonRecordException when the record cannot be read */
    Intake intake(ConsumerRecord<byte[], byte[]> record) {
        Intake intake = intakes.get(Place.of(record));
        if (intake == null) {
            throw Objects.requireNonNull(poison.get(Place.of(record)));
        }
        return intake;
    }

    /** For whom there is something to decide. */
    Set<String> people() {
        Set<String> people = new HashSet<>();
        intakes.values().forEach(intake -> people.add(intake.user()));
        return people;
    }
}
