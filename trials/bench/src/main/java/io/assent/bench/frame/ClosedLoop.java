package io.assent.bench.frame;

import java.time.Duration;

/** As many requests as a few connections carry. */
public final class ClosedLoop implements Side {
    private static final int CONNECTIONS = 32;

    private final String name;
    private final CpuMeter cpu;
    private final HttpLoad http;
    private final HttpLoad.Source source;
    private long next;

    public ClosedLoop(String name, CpuMeter cpu, HttpLoad http, HttpLoad.Source source) {
        this.name = name;
        this.cpu = cpu;
        this.http = http;
        this.source = source;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample run(Duration length) throws InterruptedException {
        CpuMeter.Span span = cpu.begin();
        long began = System.nanoTime();
        long done = http.closedLoop(source, next, CONNECTIONS, length);
        next += done + CONNECTIONS;
        return new Sample(done, System.nanoTime() - began, span.end());
    }
}
