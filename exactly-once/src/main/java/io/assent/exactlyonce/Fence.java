package io.assent.exactlyonce;

import io.assent.exactlyonce.Assignment.Claim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Which records of a batch may still be applied, judged under the row locks of their partitions. */
final class Fence {
    private final List<ConsumerRecord<byte[], byte[]>> batch;
    private final Map<TopicPartition, Claim> mine;
    private final List<ConsumerRecord<byte[], byte[]>> admitted = new ArrayList<>();
    private final Map<TopicPartition, Long> nextOffsets = new HashMap<>();
    private final Set<TopicPartition> lost = new HashSet<>();

    Fence(List<ConsumerRecord<byte[], byte[]>> batch, Map<TopicPartition, Claim> mine) {
        this.batch = batch;
        this.mine = mine;
    }

    /** In the order in which everyone locks them. */
    List<TopicPartition> partitions() {
        return batch.stream()
                .map(Fence::partitionOf)
                .distinct()
                .sorted(Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition))
                .toList();
    }

    /**
     * Admits the records at or after the position of partitions whose epoch is still mine. Earlier ones were applied by a
     * commit whose answer was lost.
     */
    void judge(Map<TopicPartition, ConsumerPositions.Position> locked) {
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            TopicPartition partition = partitionOf(record);
            ConsumerPositions.Position position = locked.get(partition);
            Claim claim = mine.get(partition);
            if (position == null || claim == null || position.epoch() != claim.epoch()) {
                lost.add(partition);
            } else if (record.offset() >= position.nextOffset()) {
                admit(record, partition);
            }
        }
    }

    private void admit(ConsumerRecord<byte[], byte[]> record, TopicPartition partition) {
        nextOffsets.merge(partition, record.offset() + 1, Math::max);
        if (!BarrierRecord.isBarrier(record)) {
            admitted.add(record);
        }
    }

    /** What the handler is to apply; barriers only move the position. */
    List<ConsumerRecord<byte[], byte[]>> admitted() {
        return admitted;
    }

    Map<TopicPartition, Long> nextOffsets() {
        return nextOffsets;
    }

    /** Partitions that someone else has taken. */
    Set<TopicPartition> lost() {
        return lost;
    }

    private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
