package io.assent.servers;

import java.sql.Connection;
import java.sql.SQLException;
import org.testcontainers.DockerClientFactory;

/**
 * The real Kafka and PostgreSQL of a test JVM, started once: containers where a Docker engine answers, child processes
 * otherwise. {@code ASSENT_TEST_SERVERS} is {@code containers} or {@code processes} to have it one way.
 */
public sealed interface TestServers permits ContainerServers, ProcessServers {

    String bootstrapServers();

    String jdbcUrl(String database);

    /** A connection that may see and do everything. */
    Connection superuser(String database) throws SQLException;

    /** Stops Kafka's clock, as a long pause of its machine would. */
    void pauseKafka();

    void resumeKafka();

    /** Creates the database and its owner of the same name, unless they exist; the password is {@link PostgresServer#PASSWORD}. */
    default void createDatabase(String name) {
        try (Connection connection = superuser("postgres")) {
            PostgresServer.createDatabase(connection, name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
    }

    static TestServers ofThisJvm() {
        return Shared.SERVERS;
    }

    /** Started at the first use, stopped with the JVM. */
    final class Shared {
        private static final TestServers SERVERS = start();

        private Shared() {}

        private static TestServers start() {
            String wanted = System.getenv().getOrDefault("ASSENT_TEST_SERVERS", "");
            return switch (wanted) {
                case "containers" -> ContainerServers.start();
                case "processes" -> ProcessServers.start();
                case "" ->
                    DockerClientFactory.instance().isDockerAvailable()
                            ? ContainerServers.start()
                            : ProcessServers.start();
                default ->
                    throw new IllegalArgumentException("ASSENT_TEST_SERVERS is containers or processes, not " + wanted);
            };
        }
    }
}
