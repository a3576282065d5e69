package io.assent.base.kafka;

import io.assent.exactlyonce.BatchHandler;
import io.assent.exactlyonce.FencedConsumer;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Ties a {@link FencedConsumer} to a SmallRye channel; its identifier is the channel's rebalance listener name. */
public final class FencedChannel implements KafkaConsumerRebalanceListener {
    private final FencedConsumer consumer;
    private final Timer batches;
    private final DistributionSummary batchRecords;

    FencedChannel(String channel, FencedConsumer consumer, MeterRegistry meters) {
        this.consumer = consumer;
        this.batches = meters.timer("assent.consumer.batch", "channel", channel);
        this.batchRecords = meters.summary("assent.consumer.batch.records", "channel", channel);
    }

    public FencedConsumer consumer() {
        return consumer;
    }

    /** Applies a batch under the fence; see {@link FencedConsumer#process}. */
    public void process(
            ConsumerRecords<byte[], byte[]> batch,
            IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata,
            BatchHandler handler) {
        batchRecords.record(batch.count());
        batches.record(() -> consumer.process(batch, metadata.getConsumerGroupGenerationId(), handler));
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        consumer.assigned(kafka, partitions);
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        consumer.revoked(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> kafka, Collection<TopicPartition> partitions) {
        consumer.revoked(partitions);
    }
}
