package io.assent.exactlyonce;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record to be published. Without a partition Kafka's default partitioner takes the key. */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
public record OutboxRecord(String topic, @Nullable Integer partition, byte[] key, byte[] value, List<Header> headers) {}
