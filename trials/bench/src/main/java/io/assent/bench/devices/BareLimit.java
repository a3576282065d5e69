package io.assent.bench.devices;

import io.assent.bench.frame.BenchStack;
import io.assent.bench.frame.HttpLoad;
import io.assent.bench.frame.Sample;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Readiness;
import io.assent.local.stack.SupervisedProcess;
import io.assent.servers.FreePort;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The limit: as many streams of a bare server, to which the same events are written, and nothing else. */
final class BareLimit implements AutoCloseable {
    static final String NAME = "bare streams";

    private static final int EVENTS_AT_ONCE = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BenchStack stack;
    private final int devices;
    private final int port = FreePort.find();
    private final SupervisedProcess server;
    private final HttpLoad streams;
    private final HttpLoad calls = new HttpLoad();
    private final Semaphore received = new Semaphore(0);

    BareLimit(BenchStack stack, int devices) throws InterruptedException {
        this.stack = stack;
        this.devices = devices;
        this.streams = new HttpLoad(devices);
        this.server = SupervisedProcess.start(
                NAME,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareStreams.class.getName(),
                        Integer.toString(port)),
                Map.of(),
                stack.stack().plan().data().resolve("logs/bare-streams.log"),
                new Progress(System.err));
        new Readiness().await(URI.create("http://localhost:" + port + "/ready"), server);
        stack.cpu().watch(NAME, server.handle().pid());
    }

    Memory memory() throws Exception {
        return Memory.of(server.handle(), port);
    }

    void connect() throws InterruptedException {
        Connecting.all(
                devices,
                _ -> streams.listen(HttpLoad.Ask.get(port, BareStreams.INBOX, ""), Map.of(), this::line, () -> {}));
    }

    private void line(Buffer line) {
        if (line.length() > 0 && line.getByte(0) == 'd') {
            received.release();
        }
    }

    /** A few events to each, and when all have come, a few more. */
    Sample run(Duration length) throws InterruptedException {
        var cpu = stack.cpu().begin();
        long began = System.nanoTime();
        long end = began + length.toNanos();
        long count = 0;
        while (System.nanoTime() < end) {
            calls.send(HttpLoad.Ask.post(port, BareStreams.SEND + EVENTS_AT_ONCE, "", "{}", 200), Map.of());
            int events = EVENTS_AT_ONCE * devices;
            if (!received.tryAcquire(events, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("events of the bare server are missing");
            }
            count += events;
        }
        return new Sample(count, System.nanoTime() - began, cpu.end());
    }

    @Override
    public void close() {
        stack.cpu().forget(NAME);
        streams.close();
        calls.close();
        server.close();
    }
}
