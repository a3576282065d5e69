package io.assent.exactlyonce;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** A record that says nothing; its offset is what matters. One key an instance, so compaction removes old ones. */
public final class BarrierRecord {
    private static final String HEADER = "assent_barrier";
    private static final String KEY_PREFIX = "barrier|";

    private BarrierRecord() {}

    static ProducerRecord<byte[], byte[]> in(String topic, int partition, String instance) {
        byte[] key = (KEY_PREFIX + instance).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key, new byte[0]);
        record.headers().add(new RecordHeader(HEADER, new byte[0]));
        return record;
    }

    /** Header and key must say so: a barrier writer that took another's key would hide a forged state. */
    public static boolean isBarrier(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(HEADER) != null
                && record.key() != null
                && new String(record.key(), StandardCharsets.UTF_8).startsWith(KEY_PREFIX);
    }
}
