package io.assent.exactlyonce;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record to be published.
 *
 * @param partition null: Kafka's default partitioner takes the key
 * @param value null: a tombstone, by which a compacted topic forgets the key
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
public record OutboxRecord(
        String topic, @Nullable Integer partition, byte[] key, byte @Nullable [] value, List<Header> headers) {}
