package io.assent.faults.agent;

import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Neither epoch nor expected offset is compared: every batch is applied by whoever has it. */
final class AdmitAll {
    private AdmitAll() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean skip() {
        return true;
    }

    @Advice.OnMethodExit
    static void admit(
            @Advice.FieldValue("batch") List<ConsumerRecord<byte[], byte[]>> batch,
            @Advice.FieldValue("admitted") List<ConsumerRecord<byte[], byte[]>> admitted,
            @Advice.FieldValue("nextOffsets") Map<TopicPartition, Long> nextOffsets) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            Long before = nextOffsets.get(partition);
            if (before == null || before <= record.offset()) {
                nextOffsets.put(partition, record.offset() + 1);
            }
            if (record.headers().lastHeader("assent_barrier") == null) {
                admitted.add(record);
            }
        }
    }
}
