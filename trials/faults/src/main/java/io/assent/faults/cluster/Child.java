package io.assent.faults.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process of the cluster that can be killed, paused and started again; its output goes to a log file. */
final class Child {
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final String name;
    private final Path log;
    private @Nullable Process process;

    Child(String name, Path log) {
        this.name = name;
        this.log = log;
    }

    Path log() {
        return log;
    }

    synchronized void start(List<String> command, Map<String, String> environment) {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** SIGKILL, also to what it started: a postmaster's back ends do not outlive it. */
    synchronized void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            List<ProcessHandle> all = family(running);
            all.forEach(ProcessHandle::destroyForcibly);
            running.waitFor();
            process = null;
        }
    }

    /** SIGTERM, and SIGKILL after a while. */
    synchronized void stop() throws InterruptedException {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            kill();
        }
        process = null;
    }

    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private synchronized void signal(String signal) {
        Process running = process;
        if (running == null) {
            return;
        }
        List<String> command = Stream.concat(
                        Stream.of("kill", "-" + signal),
                        family(running).stream().map(p -> "" + p.pid()))
                .toList();
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<ProcessHandle> family(Process parent) {
        return Stream.concat(Stream.of(parent.toHandle()), parent.descendants()).toList();
    }
}
