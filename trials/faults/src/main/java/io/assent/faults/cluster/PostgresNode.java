package io.assent.faults.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One PostgreSQL server as a process, primary or standby as its data directory says; fsync and synchronous commit are on. */
final class PostgresNode {
    private final int port;
    private final Path binaries;
    private final Path data;
    private final Child child;

    PostgresNode(String name, int port, Path binaries, Path directory) {
        this.port = port;
        this.binaries = binaries;
        this.data = directory.resolve(name);
        this.child = new Child(name, directory.resolve(name + ".log"));
    }

    int port() {
        return port;
    }

    Path data() {
        return data;
    }

    Child child() {
        return child;
    }

    void start() throws IOException, InterruptedException {
        Files.deleteIfExists(data.resolve("postmaster.pid"));
        child.start(command(), Map.of());
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (true) {
            try (Connection connection = connect("postgres")) {
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > deadline || !child.isAlive()) {
                    throw new IllegalStateException("PostgreSQL does not start; see " + child.log(), notYet);
                }
                Thread.sleep(100);
            }
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database
                        + "?connectTimeout=2&socketTimeout=30&ApplicationName=trial",
                "postgres",
                "");
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(
                List.of(binaries.resolve("postgres").toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "wal_level=replica",
                "max_wal_senders=6",
                "wal_keep_size=1GB",
                "hot_standby=on",
                "max_connections=400",
                "shared_buffers=64MB",
                "wal_receiver_timeout=5s",
                "wal_sender_timeout=20s",
                "wal_retrieve_retry_interval=200ms")) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }
}
