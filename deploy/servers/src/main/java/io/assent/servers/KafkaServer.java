package io.assent.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** One Apache Kafka node (KRaft) in a JVM of its own, from the class path of this one. */
public final class KafkaServer implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final Process process;
    private final int port;
    private final Thread hook;

    private KafkaServer(Process process, int port) {
        this.process = process;
        this.port = port;
        this.hook = new Thread(this::stop, "stop-kafka");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Starts the node and returns when it answers. An existing directory is started with its data.
     *
     * @param directory for data, configuration and {@code kafka.log}
     * @param port for clients; 0 takes a free one
     * @param jit of its JVM
     */
    public static KafkaServer start(Path directory, int port, Jit jit) {
        try {
            KafkaFiles files = KafkaFiles.in(directory, FreePort.or(port), FreePort.find());
            files.write();
            if (!Files.exists(directory.resolve("data/meta.properties"))) {
                format(files);
            }
            KafkaServer server = new KafkaServer(launch(files, jit), files.port());
            try {
                server.awaitReady(files.log());
            } catch (RuntimeException e) {
                server.close();
                throw e;
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Kafka", e);
        }
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Stops the node, cleanly if it can be. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // the hook itself is running
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void format(KafkaFiles files) throws IOException {
        Process format = java(
                files,
                Jit.C1,
                "kafka.tools.StorageTool",
                List.of(
                        "format",
                        "--standalone",
                        "-t",
                        Uuid.randomUuid().toString(),
                        "-c",
                        files.properties().toString()));
        try {
            if (format.waitFor() != 0) {
                throw new IllegalStateException("Kafka's storage could not be formatted; see " + files.log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while formatting Kafka's storage", e);
        }
    }

    private static Process launch(KafkaFiles files, Jit jit) throws IOException {
        return java(files, jit, "kafka.Kafka", List.of(files.properties().toString()));
    }

    private static Process java(KafkaFiles files, Jit jit, String mainClass, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                jit.option(),
                "-Dlog4j2.configurationFile=" + files.logging(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ClassPath.ofThisProcess(),
                mainClass));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                .start();
    }

    private void awaitReady(Path log) {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        Map<String, Object> properties = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 100,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
        try (Admin admin = Admin.create(properties)) {
            while (System.nanoTime() < deadline && process.isAlive()) {
                if (hasBrokers(admin)) {
                    return;
                }
            }
        }
        throw new IllegalStateException("Kafka did not start on port " + port + "; see " + log);
    }

    private static boolean hasBrokers(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka starts", e);
        }
    }
}
