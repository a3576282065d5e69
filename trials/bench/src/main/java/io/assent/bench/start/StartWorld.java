package io.assent.bench.start;

import io.assent.local.stack.Home;
import io.assent.local.stack.LocalStack;
import io.assent.local.stack.Ports;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import io.assent.local.stack.ServiceEnvironment;
import io.assent.local.stack.StackPlan;
import io.assent.servers.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Kafka and PostgreSQL that stay, and services that come and go. */
final class StartWorld implements AutoCloseable {
    /** Each look takes the service some milliseconds of its start. */
    private static final Duration LOOK = Duration.ofMillis(25);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 60;

    private final LocalStack servers;
    private final Path data;
    private final Map<Service, Path> caches = new EnumMap<>(Service.class);
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private record Started(Process process, URI ready) {}

    StartWorld(Progress progress) throws IOException, InterruptedException {
        data = Files.createTempDirectory("assent-bench");
        var plan = new StackPlan(Home.find(), data, true, Ports.free(), "wall");
        servers = LocalStack.start(plan, EnumSet.noneOf(Service.class), progress);
        for (Service service : Service.values()) {
            servers.postgres().createDatabase(service.database());
        }
    }

    /** Runs the service once until it is ready, and keeps what that loaded. */
    void train(Service service) throws IOException, InterruptedException {
        Path cache = data.resolve(service.fullName() + ".aot");
        Started training = launch(service, List.of("-XX:AOTCacheOutput=" + cache));
        awaitReady(training);
        stop(training);
        if (!Files.exists(cache)) {
            throw new IllegalStateException("no cache was made; see " + log(service));
        }
        caches.put(service, cache);
    }

    /**
     * Starts them at once.
     *
     * @return nanoseconds until the last of them was ready
     */
    long start(List<Service> services, boolean withCache) throws IOException, InterruptedException {
        long began = System.nanoTime();
        List<Started> all = new ArrayList<>();
        for (Service service : services) {
            all.add(launch(service, withCache ? List.of("-XX:AOTCache=" + caches.get(service)) : List.of()));
        }
        for (Started each : all) {
            awaitReady(each);
        }
        long took = System.nanoTime() - began;
        for (Started each : all) {
            stop(each);
        }
        return took;
    }

    private Started launch(Service service, List<String> options) throws IOException {
        int port = FreePort.find();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-jar", service.jar(servers.plan().home()).toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(service).toFile()));
        builder.environment()
                .putAll(new ServiceEnvironment(
                                data.resolve("keys"),
                                servers.endpoints().kafka(),
                                servers.postgres().jdbcUrl(service.database()),
                                port,
                                service.fullName() + "-" + port,
                                "wall")
                        .of(service));
        return new Started(builder.start(), URI.create("http://localhost:" + port + "/q/health/ready"));
    }

    private Path log(Service service) {
        return data.resolve("logs").resolve(service.fullName() + ".log");
    }

    private void awaitReady(Started started) throws InterruptedException {
        HttpRequest probe = HttpRequest.newBuilder(started.ready())
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(probe)) {
            if (!started.process().isAlive() || System.nanoTime() > deadline) {
                started.process().destroyForcibly();
                throw new IllegalStateException("a service does not get ready: " + started.ready());
            }
            Thread.sleep(LOOK);
        }
    }

    private boolean isReady(HttpRequest probe) throws InterruptedException {
        try {
            return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void stop(Started started) throws InterruptedException {
        started.process().destroy();
        if (!started.process().waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            started.process().destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() {
        servers.close();
    }
}
