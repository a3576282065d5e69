package io.assent.consent.store;

import io.assent.exactlyonce.Partitions;
import java.nio.charset.StandardCharsets;

/**
 * The key of a current state; in Kafka {@code person|counterpart}.
 *
 * @param counterpart a company, or {@code ads}
 */
public record StateKey(String person, String counterpart) {
    static final String ADS = "ads";

    /** Under which an erasure is published; no company is called so. */
    static final String ERASURE = "erasure";

    private static final String LEASE = "lease";

    /** Under which the lease terms of a shard are published. */
    static StateKey leaseTerms(int shard) {
        return new StateKey(LEASE, Integer.toString(shard));
    }

    /** Of a Kafka key; one without a bar belongs to nobody. */
    public static StateKey of(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        int bar = text.indexOf('|');
        return bar < 0 ? new StateKey(text, "") : new StateKey(text.substring(0, bar), text.substring(bar + 1));
    }

    static StateKey erasure(String person) {
        return new StateKey(person, ERASURE);
    }

    public boolean isErasure() {
        return counterpart.equals(ERASURE);
    }

    byte[] bytes() {
        return (person + "|" + counterpart).getBytes(StandardCharsets.UTF_8);
    }

    /** Companies begin with a letter, so that a person called lease is not mistaken for it. */
    public boolean isLeaseTerms() {
        return person.equals(LEASE) && counterpart.matches("\\d{1,4}");
    }

    boolean isAds() {
        return counterpart.equals(ADS);
    }

    /** The partition in which records with this key belong. */
    public int shard() {
        return isLeaseTerms() ? Integer.parseInt(counterpart) : Partitions.of(person, ConsentCommand.SHARDS);
    }
}
