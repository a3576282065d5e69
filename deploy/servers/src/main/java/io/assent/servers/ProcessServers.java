package io.assent.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Kafka and PostgreSQL as child processes of this JVM. */
final class ProcessServers implements TestServers {
    private final KafkaServer kafka;
    private final PostgresServer postgres;

    private ProcessServers(KafkaServer kafka, PostgresServer postgres) {
        this.kafka = kafka;
        this.postgres = postgres;
    }

    static ProcessServers start() {
        try {
            Path directory = Files.createTempDirectory("assent-test");
            return new ProcessServers(
                    KafkaServer.start(directory.resolve("kafka"), 0, Jit.C1),
                    PostgresServer.start(directory.resolve("postgres"), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    @Override
    public String jdbcUrl(String database) {
        return postgres.jdbcUrl(database);
    }

    @Override
    public Connection superuser(String database) throws SQLException {
        return postgres.superuser(database);
    }

    @Override
    public void pauseKafka() {
        signal("STOP");
    }

    @Override
    public void resumeKafka() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(kafka.pid())).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("cannot send Kafka the signal " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signalling Kafka", e);
        }
    }
}
