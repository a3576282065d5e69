package io.assent.consent.store;

import io.assent.consent.ConsentConfig;
import io.assent.exactlyonce.CloudEvent;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.RecordSignature;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Signed records of consent.events. The id is shard and version, so a re-emitted state is the same event. */
@Singleton
public class ConsentEvents {
    public static final String TOPIC = "consent.events";
    public static final String LEASE_TERMS = "io.assent.consent.LeaseTermsPublished";

    private static final String SOURCE = "/consent-service";

    private final RecordSignature.Signer signer;

    public ConsentEvents(ConsentConfig config) {
        this.signer = RecordSignature.signer(config.privateKey());
    }

    OutboxRecord state(StateKey key, Stated stated, Entry entry) {
        return signed(
                stated.shard(),
                key.person() + "|" + key.counterpart(),
                stated.shard() + "-" + stated.version(),
                entry.type(),
                entry.occurredAt(),
                stated.entry());
    }

    OutboxRecord leaseTerms(int shard, long version, Instant now, String json) {
        return signed(shard, "lease|" + shard, "lease-" + shard + "-" + version, LEASE_TERMS, now, json);
    }

    private OutboxRecord signed(int shard, String key, String id, String type, Instant time, String json) {
        return signer.sign(
                new OutboxRecord(TOPIC, shard, utf8(key), utf8(json), CloudEvent.headers(id, SOURCE, type, time)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
