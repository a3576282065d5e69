package io.assent.exactlyonce;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far the lanes are, as Kafka knows it: committed offsets of the relay's group, which no consumer ever joins. */
final class RelayPositions {
    private RelayPositions() {}

    /** The last committed sequence of each lane; waits for transactions in flight to end. */
    static Map<Integer, Long> committed(RelayConfig config) {
        ListConsumerGroupOffsetsSpec lanes = new ListConsumerGroupOffsetsSpec()
                .topicPartitions(IntStream.range(0, config.lanes())
                        .mapToObj(lane -> new TopicPartition(config.positionTopic(), lane))
                        .toList());
        try (Admin admin = Admin.create(config.kafka())) {
            Map<Integer, Long> committed = new HashMap<>();
            await(admin.listConsumerGroupOffsets(
                                    Map.of(config.name(), lanes),
                                    new ListConsumerGroupOffsetsOptions().requireStable(true))
                            .partitionsToOffsetAndMetadata(config.name()))
                    .forEach((lane, position) -> {
                        if (position != null) {
                            committed.put(lane.partition(), position.offset());
                        }
                    });
            return committed;
        }
    }

    /** A lane whose last offsets nobody noted: the tail of its partition is certainly at or after them. */
    static Published atTail(RelayConfig config, int lane, long sequence) {
        TopicPartition partition = new TopicPartition(config.positionTopic(), lane);
        try (Admin admin = Admin.create(config.kafka())) {
            long end = await(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition))
                    .offset();
            return new Published(lane, sequence, partition.topic(), lane, Math.max(0, end - 1));
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot read the relay's positions from Kafka", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading the relay's positions", e);
        }
    }
}
