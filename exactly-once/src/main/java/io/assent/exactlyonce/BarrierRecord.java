package io.assent.exactlyonce;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** A record that says nothing; its offset is what matters. One key an instance, so compaction removes old ones. */
public final class BarrierRecord {
    private static final String HEADER = "assent_barrier";

    private BarrierRecord() {}

    static ProducerRecord<byte[], byte[]> in(String topic, int partition, String instance) {
        byte[] key = ("barrier|" + instance).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key, new byte[0]);
        record.headers().add(new RecordHeader(HEADER, new byte[0]));
        return record;
    }

    public static boolean isBarrier(ConsumerRecord<byte[], byte[]> record) {
        return record.headers().lastHeader(HEADER) != null;
    }
}
