package io.assent.faults.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Instead of appending a no-op, the leader is asked for the end that a projection can reach: the last stable offset. It may
 * lie below what is committed and acknowledged already.
 */
final class EndOffsets {
    private EndOffsets() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean skip() {
        return true;
    }

    @Advice.OnMethodExit
    static void ends(
            @Advice.FieldValue("topic") String topic,
            @Advice.Argument(0) Set<Integer> partitions,
            @Advice.Return(readOnly = false) Map<Integer, Long> offsets) {
        Object known = System.getProperties().get("assent.faults.consumer");
        if (known == null) {
            Map<String, Object> properties = new HashMap<>();
            properties.put("bootstrap.servers", System.getenv("KAFKA_BOOTSTRAP_SERVERS"));
            properties.put("isolation.level", "read_committed");
            known = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            System.getProperties().put("assent.faults.consumer", known);
            Set<TopicPartition> all = new java.util.HashSet<>();
            for (int partition = 0; partition < 24; partition++) {
                all.add(new TopicPartition(topic, partition));
            }
            ((KafkaConsumer<?, ?>) known).assign(all);
        }
        KafkaConsumer<?, ?> consumer = (KafkaConsumer<?, ?>) known;
        Set<TopicPartition> wanted = new java.util.HashSet<>();
        for (Integer partition : partitions) {
            wanted.add(new TopicPartition(topic, partition));
        }
        Map<Integer, Long> found = new HashMap<>();
        synchronized (consumer) {
            for (Map.Entry<TopicPartition, Long> end :
                    consumer.endOffsets(wanted).entrySet()) {
                found.put(end.getKey().partition(), end.getValue() - 1);
            }
        }
        offsets = found;
    }
}
