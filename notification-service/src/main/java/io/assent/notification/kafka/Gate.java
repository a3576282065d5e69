package io.assent.notification.kafka;

import io.assent.base.kafka.FencedChannel;
import io.assent.exactlyonce.BarrierException;
import io.assent.exactlyonce.Relay;
import io.assent.notification.inbox.HandOver;
import io.assent.notification.push.WakeUps;
import io.assent.notification.store.ConsentBarrier;
import io.assent.notification.store.GateStore;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordBatchMetadata;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/** The one path of all requests: check, barrier, decide, store; a batch in one transaction. */
@Singleton
public class Gate {
    private static final Logger LOG = Logger.getLogger(Gate.class);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ConsentBarrier barrier;
    private final GateTransaction transaction;
    private final Relay relay;
    private final HandOver handOver;
    private final GateReport report;
    private final WakeUps wakeUps;

    public Gate(
            ConsentBarrier barrier,
            GateTransaction transaction,
            Relay relay,
            HandOver handOver,
            GateReport report,
            WakeUps wakeUps) {
        this.barrier = barrier;
        this.transaction = transaction;
        this.relay = relay;
        this.handOver = handOver;
        this.report = report;
        this.wakeUps = wakeUps;
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
        relay.wake();
        report.tell(taken, Duration.ofNanos(System.nanoTime() - began));
        handOver.offer(taken.stream()
                .filter(GateStore.Decided::isToHandOver)
                .map(decided -> decided.intake().user())
                .collect(Collectors.toSet()));
        wakeUps.offer(taken);
    }
}
