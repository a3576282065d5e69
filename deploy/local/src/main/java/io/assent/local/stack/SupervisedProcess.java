package io.assent.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A child process that is started again when it dies, until it is stopped; its output goes to a log file. */
public final class SupervisedProcess implements AutoCloseable {
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);
    /** Who lived this long has recovered, and starts again with the shortest backoff. */
    private static final Duration RECOVERED = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Progress progress;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile Process process;
    private final Thread watcher;

    private SupervisedProcess(
            String name, List<String> command, Map<String, String> environment, Path log, Progress progress) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.progress = progress;
        this.process = launch();
        this.watcher = Thread.ofVirtual().name("watch-" + name).unstarted(this::watch);
    }

    public static SupervisedProcess start(
            String name, List<String> command, Map<String, String> environment, Path log, Progress progress) {
        var supervised = new SupervisedProcess(name, command, environment, log, progress);
        supervised.watcher.start();
        return supervised;
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    public int restarts() {
        return restarts.get();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    private void watch() {
        Duration backoff = FIRST_BACKOFF;
        try {
            while (true) {
                Instant started = Instant.now();
                int exit = process.waitFor();
                if (Duration.between(started, Instant.now()).compareTo(RECOVERED) > 0) {
                    backoff = FIRST_BACKOFF;
                }
                // Ctrl-C reaches the children before us: wait first, so that nobody is called back from the dead.
                if (stopping.await(backoff.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                progress.say("%s died (exit %d, see %s); starting it again".formatted(name, exit, log));
                backoff = backoff.multipliedBy(2).compareTo(LONGEST_BACKOFF) < 0
                        ? backoff.multipliedBy(2)
                        : LONGEST_BACKOFF;
                restarts.incrementAndGet();
                relaunch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stopping and starting again exclude each other, or a child could outlive the launcher. */
    private synchronized void relaunch() {
        if (stopping.getCount() > 0) {
            process = launch();
        }
    }

    private Process launch() {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /** Asks the process to end, and ends it after a while if it does not. */
    @Override
    public void close() {
        synchronized (this) {
            stopping.countDown();
        }
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            watcher.join();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
