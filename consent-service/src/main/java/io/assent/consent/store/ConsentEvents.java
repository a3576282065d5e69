package io.assent.consent.store;

import io.assent.consent.ConsentConfig;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.RecordSignature;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signed records of consent.events. Ids are made of shard and version, so that a re-emitted state is the same event. */
@Singleton
public class ConsentEvents {
    public static final String TOPIC = "consent.events";

    private static final String LEASE_TERMS = "io.assent.consent.LeaseTermsPublished";
    private static final String REMOVED = "io.assent.consent.StateRemoved";
    private static final String SOURCE = "/consent-service";

    private final RecordSignature.Signer signer;
    private final EntryJson json;

    public ConsentEvents(ConsentConfig config, EntryJson json) {
        this.signer = RecordSignature.signer(config.privateKey());
        this.json = json;
    }

    OutboxRecord state(StateKey key, Stated stated, Entry entry, @Nullable String traceparent) {
        String id = stated.shard() + "-" + stated.version();
        return signed(key, id, entry.type(), entry.occurredAt(), stated.entry(), traceparent);
    }

    OutboxRecord erased(Entry.OfErasure entry) {
        StateKey key = StateKey.erasure(entry.user());
        String id = key.shard() + "-" + entry.version();
        return signed(key, id, entry.type(), entry.occurredAt(), json.write(entry), null);
    }

    /** Lets the topic forget the key of an erased person. */
    OutboxRecord tombstone(StateKey key, String erasure, Instant at) {
        return signer.sign(new OutboxRecord(
                TOPIC, key.shard(), key.bytes(), null, CloudEvent.headers(erasure, SOURCE, REMOVED, at)));
    }

    OutboxRecord leaseTerms(int shard, LeaseTermsRows.Terms terms) {
        String id = "lease-" + shard + "-" + terms.version();
        String data = json.write(new LeaseTermsPublished(terms.leaseMillis(), terms.version()));
        return signed(StateKey.leaseTerms(shard), id, LEASE_TERMS, terms.publishedAt(), data, null);
    }

    /** Data of {@code io.assent.consent.LeaseTermsPublished}. */
    record LeaseTermsPublished(long leaseMillis, long version) {}

    private OutboxRecord signed(
            StateKey key, String id, String type, Instant time, String data, @Nullable String traceparent) {
        return signer.sign(new OutboxRecord(
                TOPIC,
                key.shard(),
                key.bytes(),
                data.getBytes(StandardCharsets.UTF_8),
                CloudEvent.headers(id, SOURCE, type, time, traceparent)));
    }
}
