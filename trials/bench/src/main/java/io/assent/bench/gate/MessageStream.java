package io.assent.bench.gate;

import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.Pace;
import io.assent.bench.frame.ServiceMetrics;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Requests of companies at a steady rate for as long as it is open, beside what is measured. */
public final class MessageStream implements AutoCloseable {
    private static final String DECIDED = "assent_gate_decisions_total";

    /** Between two of these it looks whether it is to end. */
    private static final int SLICE = 200;

    private final ServiceMetrics metrics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final long begunNanos = System.nanoTime();
    private final double decidedBefore;
    private volatile boolean closed;

    private MessageStream(BenchStack stack) throws Exception {
        this.metrics = new ServiceMetrics(stack.ports());
        this.decidedBefore = metrics.sum(DECIDED);
        this.producer = new KafkaProducer<>(
                stack.kafka(Map.of("acks", "all", "compression.type", "zstd")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The people and companies are those of {@link GateWorld}. */
    public static MessageStream start(BenchStack stack, double perSecond) throws Exception {
        MessageStream stream = new MessageStream(stack);
        var unused = stream.thread.submit(() -> {
            stream.run(perSecond);
            return true;
        });
        return stream;
    }

    private void run(double perSecond) throws InterruptedException {
        Requests requests = new Requests();
        for (long first = 0; !closed; first += SLICE) {
            long from = first;
            new Pace(perSecond).run(SLICE, (n, _) -> producer.send(requests.record(from + n, Instant.now())));
        }
    }

    /** What the gate has decided a second since the beginning. */
    public double perSecond() throws Exception {
        double seconds = (System.nanoTime() - begunNanos) / 1e9;
        return (metrics.sum(DECIDED) - decidedBefore) / seconds;
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
        producer.close();
    }
}
