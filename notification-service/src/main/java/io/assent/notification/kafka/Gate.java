package io.assent.notification.kafka;

import io.assent.base.kafka.FencedChannel;
import io.assent.exactlyonce.BarrierException;
import io.assent.notification.store.ConsentBarrier;
import io.assent.notification.store.GateStore;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/** The one path of all requests: check, barrier, decide, store; a batch in one transaction. */
@Singleton
public class Gate {
    private static final Logger LOG = Logger.getLogger(Gate.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ConsentBarrier barrier;
    private final GateTransaction transaction;
    private final GateFollowers followers;

    public Gate(ConsentBarrier barrier, GateTransaction transaction, GateFollowers followers) {
        this.barrier = barrier;
        this.transaction = transaction;
        this.followers = followers;
    }

    void process(
            FencedChannel channel,
            ConsumerRecords<byte[], byte[]> batch,
            IncomingKafkaRecordBatchMetadata<byte[], byte[]> metadata) {
        long began = System.nanoTime();
        List<GateStore.Decided> taken = new ArrayList<>();
        DecodedBatch decoded = transaction.decode(batch);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                // The barrier comes after the batch was read: what was acknowledged before a send lies before it.
                Map<Integer, Long> passed = barrier.pass(decoded.people());
                channel.process(batch, metadata, (connection, records, rejections) -> {
                    taken.clear();
                    taken.addAll(transaction.decide(connection, records, decoded, rejections, passed));
                });
                break;
            } catch (BarrierException hold) {
                LOG.warnf("the gate holds its batch: %s", hold.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        followers.follow(taken, Duration.ofNanos(System.nanoTime() - began));
    }
}
