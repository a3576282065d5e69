package io.assent.exactlyonce;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** The partition of a key, as Kafka's Java client computes it; part of a topic's contract where others rely on it. */
public final class Partitions {
    private Partitions() {}

    public static int of(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
