package io.assent.faults.cluster;

import io.assent.local.stack.Service;
import io.assent.servers.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A primary and a synchronous standby. Clients name both and want the primary, so they find the promoted one by
 * themselves. After a failover the former primary is thrown away, and a new standby is copied from the new primary.
 */
public final class PostgresPair implements AutoCloseable {
    /** Not copied: what belongs to the running server, and the log, which the standby fetches. */
    private static final Set<String> LEFT_OUT = Set.of("pg_wal", "pg_replslot", "pg_stat_tmp", "pg_notify");

    private final Path directory;
    private final Path binaries;
    private final ClusterPorts ports;
    private int standbys;
    private volatile PostgresNode primary;
    private volatile PostgresNode standby;

    private PostgresPair(Path directory, Path binaries, ClusterPorts ports) {
        this.directory = directory;
        this.binaries = binaries;
        this.ports = ports;
        this.primary = new PostgresNode("postgres-1", ports.postgres(1), binaries, directory);
        this.standby = new PostgresNode("none", ports.postgres(2), binaries, directory);
    }

    static PostgresPair start(Path directory, ClusterPorts ports) throws IOException, InterruptedException {
        Path binaries = initialise(directory, ports.postgres(1));
        var pair = new PostgresPair(directory, binaries, ports);
        try {
            pair.primary.start();
            try (Connection connection = pair.primary.connect("postgres")) {
                for (Service service : Service.values()) {
                    PostgresServer.createDatabase(connection, service.database());
                }
            }
            pair.addStandby();
            return pair;
        } catch (SQLException e) {
            pair.close();
            throw new IllegalStateException("cannot start PostgreSQL", e);
        } catch (RuntimeException | IOException | InterruptedException e) {
            pair.close();
            throw e;
        }
    }

    /** A data directory, and the binaries that made it. */
    private static Path initialise(Path directory, int port) throws IOException {
        Path work = Files.createDirectories(directory.resolve("postgres-binaries"));
        try (var server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(work.toFile())
                .setDataDirectory(directory.resolve("postgres-1"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start()) {
            try (Stream<Path> found = Files.walk(work)) {
                return found.filter(file -> file.endsWith("bin") && Files.exists(file.resolve("postgres")))
                        .findFirst()
                        .orElseThrow();
            }
        }
    }

    /** @param application name that the sessions have in {@code pg_stat_activity} */
    public String jdbcUrl(String database, String application) {
        return "jdbc:postgresql://127.0.0.1:" + ports.postgres(1) + ",127.0.0.1:" + ports.postgres(2) + "/" + database
                + "?targetServerType=primary&hostRecheckSeconds=1&connectTimeout=2&tcpKeepAlive=true"
                + "&ApplicationName=" + application;
    }

    /** To the primary, as one who may do everything. */
    public Connection superuser(String database) throws SQLException {
        return primary.connect(database);
    }

    /** Holds the rows of this {@code select … for update} in the primary. */
    public RowLock hold(String database, String selectForUpdate) {
        try {
            return RowLock.take(primary.connect(database), selectForUpdate);
        } catch (SQLException e) {
            throw new IllegalStateException("rows cannot be locked", e);
        }
    }

    /** Kills the primary and promotes the standby; returns when it takes writes. */
    public synchronized void failOver() throws SQLException, InterruptedException {
        primary.child().kill();
        PostgresNode promoted = standby;
        promoted.child().resume();
        try (Connection connection = promoted.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_promote(true, 30)");
        }
        standby = primary;
        primary = promoted;
    }

    /** Copies a new standby from the primary, and makes commits wait for it; nothing to do when there is one. */
    public synchronized void addStandby() throws SQLException, IOException, InterruptedException {
        if (standby.child().isAlive()) {
            return;
        }
        standbys++;
        int port = primary.port() == ports.postgres(1) ? ports.postgres(2) : ports.postgres(1);
        var added = new PostgresNode("postgres-standby-" + standbys, port, binaries, directory);
        copyTo(added.data());
        Files.writeString(
                added.data().resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + primary.port()
                        + " user=postgres application_name=standby connect_timeout=2'\n");
        Files.createFile(added.data().resolve("standby.signal"));
        added.start();
        standby = added;
        awaitStreaming();
        try (Connection connection = primary.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set synchronous_standby_names = 'standby'");
            statement.execute("select pg_reload_conf()");
        }
        awaitSynchronous();
    }

    /** From now on commits hang. */
    public void pauseStandby() {
        standby.child().pause();
    }

    public void resumeStandby() {
        standby.child().resume();
    }

    /**
     * Cancels the waiting of commits for the standby: each is then done here, and not there.
     *
     * @return how many waited
     */
    public int cancelWaits() throws SQLException {
        try (Connection connection = primary.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet cancelled = statement.executeQuery(
                        "select count(pg_cancel_backend(pid)) from pg_stat_activity where wait_event = 'SyncRep'")) {
            cancelled.next();
            return cancelled.getInt(1);
        }
    }

    private void awaitStreaming() throws SQLException, InterruptedException {
        await("select count(*) from pg_stat_replication where state = 'streaming'");
    }

    private void awaitSynchronous() throws SQLException, InterruptedException {
        await("select count(*) from pg_stat_replication where sync_state = 'sync'");
    }

    private void await(String count) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        try (Connection connection = primary.connect("postgres");
                Statement statement = connection.createStatement()) {
            while (System.nanoTime() < deadline) {
                try (ResultSet row = statement.executeQuery(count)) {
                    row.next();
                    if (row.getInt(1) > 0) {
                        return;
                    }
                }
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException(
                "the standby does not follow; see " + standby.child().log());
    }

    private void copyTo(Path target) throws SQLException, IOException {
        try (Connection connection = primary.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('standby', fast => true)");
            copy(primary.data(), target);
            for (String folder : LEFT_OUT) {
                Files.createDirectories(target.resolve(folder));
            }
            try (ResultSet stop =
                    statement.executeQuery("select labelfile from pg_backup_stop(wait_for_archive => false)")) {
                stop.next();
                Files.writeString(target.resolve("backup_label"), stop.getString(1));
            }
        }
    }

    private static void copy(Path source, Path target) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(source)) {
            all.filter(file -> !leftOut(source.relativize(file))).forEach(files::add);
        }
        for (Path file : files) {
            Path copied = target.resolve(source.relativize(file).toString());
            try {
                Files.copy(file, copied, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            } catch (java.nio.file.NoSuchFileException goneMeanwhile) {
                // the log tells the standby of it
            } catch (java.nio.file.DirectoryNotEmptyException alreadyThere) {
                // a folder
            }
        }
    }

    private static boolean leftOut(Path file) {
        return LEFT_OUT.contains(file.getName(0).toString())
                || file.endsWith("postmaster.pid")
                || file.endsWith("postmaster.opts")
                || file.endsWith("standby.signal");
    }

    @Override
    public void close() throws InterruptedException {
        for (PostgresNode node : List.of(standby, primary)) {
            node.child().resume();
            node.child().kill();
        }
    }
}
