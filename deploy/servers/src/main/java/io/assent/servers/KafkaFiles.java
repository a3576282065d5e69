package io.assent.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a one-node Kafka finds in its directory. */
record KafkaFiles(Path directory, int port, int controllerPort) {

    static KafkaFiles in(Path directory, int port, int controllerPort) {
        return new KafkaFiles(directory.toAbsolutePath(), port, controllerPort);
    }

    Path properties() {
        return directory.resolve("server.properties");
    }

    Path log() {
        return directory.resolve("kafka.log");
    }

    Path logging() {
        return directory.resolve("log4j2.properties");
    }

    void write() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(properties(), """
                process.roles=broker,controller
                node.id=1
                controller.quorum.bootstrap.servers=localhost:%2$d
                listeners=CLIENT://localhost:%1$d,CONTROLLER://localhost:%2$d
                advertised.listeners=CLIENT://localhost:%1$d
                listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
                inter.broker.listener.name=CLIENT
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                auto.create.topics.enable=false
                unclean.leader.election.enable=false
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=4
                add.partitions.to.txn.retry.backoff.ms=5
                group.initial.rebalance.delay.ms=0
                broker.session.timeout.ms=3000
                log.cleaner.dedupe.buffer.size=2097152
                log.segment.bytes=67108864
                """.formatted(port, controllerPort, directory.resolve("data")));
        Files.writeString(logging(), """
                appender.console.type=Console
                appender.console.name=console
                appender.console.layout.type=PatternLayout
                appender.console.layout.pattern=%d{ISO8601} %-5p %c{1} %m%n
                rootLogger.level=warn
                rootLogger.appenderRef.console.ref=console
                """);
    }
}
