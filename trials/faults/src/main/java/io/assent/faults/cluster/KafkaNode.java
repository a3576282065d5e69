package io.assent.faults.cluster;

import io.assent.servers.ClassPath;
import io.assent.servers.Jit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One of three Kafka nodes, broker and controller, with a listener each for clients, replication and controllers. */
final class KafkaNode {
    static final int NODES = 3;

    private final int id;
    private final Path directory;
    private final ClusterPorts ports;
    private final Child child;

    KafkaNode(int id, Path directory, ClusterPorts ports) {
        this.id = id;
        this.directory = directory;
        this.ports = ports;
        this.child = new Child("kafka-" + id, directory.resolve("kafka.log"));
    }

    int id() {
        return id;
    }

    Child child() {
        return child;
    }

    void format(String clusterId) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        write();
        child.start(java("kafka.tools.StorageTool", "format", "-t", clusterId, "-c", properties()), Map.of());
        while (child.isAlive()) {
            Thread.sleep(50);
        }
        if (!Files.exists(directory.resolve("data/meta.properties"))) {
            throw new IllegalStateException("Kafka's storage could not be formatted; see " + child.log());
        }
    }

    void start() {
        child.start(java("kafka.Kafka", properties()), Map.of());
    }

    private String properties() {
        return directory.resolve("server.properties").toString();
    }

    private List<String> java(String... arguments) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                Jit.C1.option(),
                                "-Djdk.net.hosts.file=" + directory.resolve("hosts"),
                                "-Dlog4j2.configurationFile=" + directory.resolve("log4j2.properties"),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                ClassPath.ofThisProcess()),
                        java.util.stream.Stream.of(arguments))
                .toList();
    }

    private void write() throws IOException {
        String voters = IntStream.rangeClosed(1, NODES)
                .mapToObj(n -> n + "@node-" + n + ":" + ports.controller(n))
                .collect(Collectors.joining(","));
        Files.writeString(directory.resolve("server.properties"), """
                process.roles=broker,controller
                node.id=%1$d
                controller.quorum.voters=%2$s
                listeners=CLIENT://127.0.0.1:%3$d,REPLICATION://127.0.0.1:%4$d,CONTROLLER://127.0.0.1:%5$d
                advertised.listeners=CLIENT://127.0.0.1:%3$d,REPLICATION://node-%1$d:%4$d
                listener.security.protocol.map=CLIENT:PLAINTEXT,REPLICATION:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=REPLICATION
                controller.listener.names=CONTROLLER
                log.dirs=%6$s
                auto.create.topics.enable=false
                unclean.leader.election.enable=false
                default.replication.factor=3
                min.insync.replicas=2
                replica.lag.time.max.ms=10000
                offsets.topic.replication.factor=3
                offsets.topic.num.partitions=6
                transaction.state.log.replication.factor=3
                transaction.state.log.min.isr=2
                transaction.state.log.num.partitions=6
                add.partitions.to.txn.retry.backoff.ms=5
                share.coordinator.state.topic.replication.factor=3
                share.coordinator.state.topic.min.isr=2
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                log.cleaner.dedupe.buffer.size=2097152
                log.segment.bytes=67108864
                num.network.threads=2
                num.io.threads=4
                """.formatted(
                id, voters, ports.kafka(id), ports.replication(id), ports.controller(id), directory.resolve("data")));
        Files.writeString(
                directory.resolve("hosts"),
                IntStream.rangeClosed(1, NODES)
                        .mapToObj(n -> Links.address(id, n) + " node-" + n + "\n")
                        .collect(Collectors.joining("", "127.0.0.1 localhost\n", "")));
        Files.writeString(directory.resolve("log4j2.properties"), """
                appender.console.type=Console
                appender.console.name=console
                appender.console.layout.type=PatternLayout
                appender.console.layout.pattern=%d{ISO8601} %-5p %c{1} %m%n
                rootLogger.level=warn
                rootLogger.appenderRef.console.ref=console
                """);
    }
}
