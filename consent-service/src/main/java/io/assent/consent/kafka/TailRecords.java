package io.assent.consent.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.consent.ConsentConfig;
import io.assent.consent.store.Entry;
import io.assent.consent.store.StateKey;
import io.assent.exactlyonce.RecordSignature;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells the own records of consent.events from those of others, and reads what the tail needs of them. */
@Singleton
class TailRecords {
    private static final byte[] NO_KEY = {};

    private final RecordSignature.Verifier verifier;
    private final ObjectMapper mapper;

    TailRecords(ConsentConfig config, ObjectMapper mapper) {
        this.verifier = RecordSignature.verifier(String.join(",", config.publicKeys()));
        this.mapper = mapper;
    }

    static StateKey key(ConsumerRecord<byte[], byte[]> record) {
        return StateKey.of(record.key() == null ? NO_KEY : record.key());
    }

    /** A signature does not cover the partition: a copy of our record in another one is not ours. */
    boolean isOurs(ConsumerRecord<byte[], byte[]> record) {
        return verifier.verify(record) && key(record).shard() == record.partition();
    }

    long version(ConsumerRecord<byte[], byte[]> record) {
        try {
            return mapper.readTree(record.value()).path("version").asLong();
        } catch (IOException e) {
            throw new IllegalStateException("a record signed by us is not JSON", e);
        }
    }

    /** Of a record of ours about a contact. */
    Entry.OfContact contact(ConsumerRecord<byte[], byte[]> record) {
        try {
            return mapper.readValue(record.value(), Entry.OfContact.class);
        } catch (IOException e) {
            throw new IllegalStateException("a contact signed by us is unreadable", e);
        }
    }
}
