package io.assent.bench.devices;

import io.assent.bench.frame.HttpLoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** All devices, their streams and the few connections on which they send receipts. */
final class Fleet implements AutoCloseable {
    private static final int RECEIPT_CONNECTIONS = 64;

    private final List<Integer> ports;
    private final Arrivals arrivals;
    private final HttpLoad streams;
    private final HttpLoad receipts = new HttpLoad(RECEIPT_CONNECTIONS);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Device> devices = new ArrayList<>();
    private final LongAdder askedAgain = new LongAdder();
    private volatile boolean closed;

    /**
     * @param ports of the instances, which get as many devices each
     * @param tokens of the devices
     */
    Fleet(List<Integer> ports, List<String> tokens, Arrivals arrivals) {
        this.ports = List.copyOf(ports);
        this.arrivals = arrivals;
        this.streams = new HttpLoad(tokens.size());
        for (int i = 0; i < tokens.size(); i++) {
            devices.add(new Device(this, tokens.get(i), ports.get(i % ports.size())));
        }
    }

    /** Returns when all of them listen. */
    void connect() throws InterruptedException {
        Connecting.all(devices.size(), n -> devices.get(n).listen());
    }

    Arrivals arrivals() {
        return arrivals;
    }

    HttpLoad streams() {
        return streams;
    }

    HttpLoad receipts() {
        return receipts;
    }

    /** Another instance than this one. */
    int otherThan(int port) {
        return ports.get((ports.indexOf(port) + 1) % ports.size());
    }

    void later(Duration delay, Runnable step) {
        if (!closed) {
            timer.schedule(step, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A call of a device had no good answer, and is repeated. */
    void countAskedAgain() {
        askedAgain.increment();
    }

    long askedAgain() {
        return askedAgain.sum();
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        streams.close();
        receipts.close();
    }
}
