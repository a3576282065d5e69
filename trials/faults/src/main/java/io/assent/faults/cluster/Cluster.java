package io.assent.faults.cluster;

import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Service;
import io.assent.local.stack.ServiceEnvironment;
import io.assent.servers.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Three Kafka nodes, a PostgreSQL pair and two instances of each service; a third of each can be added. */
public final class Cluster implements AutoCloseable {
    public static final int INSTANCES = 2;
    private static final Duration READY = Duration.ofSeconds(150);

    private final Path home;
    private final Path data;
    private final ClusterPorts ports;
    private final Progress progress;
    private final List<ServiceNode> services = new ArrayList<>();
    private final Thread hook = new Thread(this::stop, "stop-cluster");
    private @Nullable KafkaCluster kafka;
    private @Nullable PostgresPair postgres;

    private Cluster(Path home, Path data, ClusterPorts ports, Progress progress) {
        this.home = home;
        this.data = data;
        this.ports = ports;
        this.progress = progress;
    }

    /** Starts everything, and returns when all is ready. What cannot be started leaves nothing behind. */
    public static Cluster start(Path home, Path data, int basePort, Progress progress)
            throws IOException, InterruptedException {
        Files.createDirectories(data.resolve("logs"));
        var cluster = new Cluster(home, data, new ClusterPorts(basePort), progress);
        Runtime.getRuntime().addShutdownHook(cluster.hook);
        try {
            cluster.start();
            return cluster;
        } catch (RuntimeException | IOException | InterruptedException e) {
            cluster.close();
            throw e;
        }
    }

    private void start() throws IOException, InterruptedException {
        progress.say("starting three Kafka nodes and a pair of PostgreSQL servers in " + data);
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            var brokers = tasks.submit(() -> kafka = KafkaCluster.start(data, ports));
            var databases = tasks.submit(() -> postgres = PostgresPair.start(data, ports));
            databases.get();
            brokers.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
        }
        progress.say("starting two instances of each service");
        for (Service service : Service.values()) {
            // One first: it brings its tables.
            add(service, 1).start();
        }
        for (ServiceNode node : services) {
            node.awaitReady(READY);
        }
        for (Service service : Service.values()) {
            add(service, 2).start();
        }
        awaitReady();
        progress.say("the cluster is ready");
    }

    private synchronized ServiceNode add(Service service, int number) {
        String name = ServiceNode.name(service, number);
        var environment = new ServiceEnvironment(
                data.resolve("keys"),
                kafka().bootstrapServers(),
                postgres().jdbcUrl(service.database(), name),
                ports.service(service, number),
                name,
                "wall");
        var node = new ServiceNode(service, number, service.jar(home), environment, data.resolve("logs"));
        services.add(node);
        return node;
    }

    public KafkaCluster kafka() {
        return java.util.Objects.requireNonNull(kafka, "Kafka runs");
    }

    public PostgresPair postgres() {
        return java.util.Objects.requireNonNull(postgres, "PostgreSQL runs");
    }

    public Path data() {
        return data;
    }

    /** @param number from 1; a third is added when it is asked for */
    public synchronized ServiceNode service(Service service, int number) {
        return services.stream()
                .filter(node -> node.service() == service && node.number() == number)
                .findFirst()
                .orElseGet(() -> add(service, number));
    }

    public synchronized List<ServiceNode> services() {
        return List.copyOf(services);
    }

    /** The doors of the n-th instances. */
    public Endpoints endpoints(int instance) {
        Map<Service, URI> urls = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            urls.put(service, service(service, instance).url());
        }
        return new Endpoints(urls, kafka().bootstrapServers(), "wall", TokenIssuer.in(data.resolve("keys")));
    }

    /** The instance that holds the relay of its service. */
    public Optional<ServiceNode> relayHolder(Service service) {
        String query = "select application_name from pg_locks join pg_stat_activity using (pid)"
                + " where locktype = 'advisory' and datname = ? and application_name like ?";
        try (Connection connection = postgres().superuser(service.database());
                PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, service.database());
            select.setString(2, service.database() + "-%");
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String name = row.getString(1);
                return services().stream()
                        .filter(node -> node.name().equals(name))
                        .findFirst();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not tell who holds the relay", e);
        }
    }

    /** Two instances of each run, three brokers, and a primary with a standby; nothing is paused or cut off. */
    public void heal() throws InterruptedException {
        try {
            kafka().heal();
            postgres().resumeStandby();
            postgres().addStandby();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("PostgreSQL cannot be healed", e);
        }
        for (ServiceNode node : services()) {
            node.resume();
            if (node.number() > INSTANCES) {
                node.stop();
            } else {
                node.start();
            }
        }
    }

    public void awaitReady() throws InterruptedException {
        for (ServiceNode node : services()) {
            if (node.isAlive()) {
                node.awaitReady(READY);
            }
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // the hook itself is running
        }
    }

    private synchronized void stop() {
        try {
            for (ServiceNode node : services) {
                node.resume();
                node.kill();
            }
            services.clear();
            if (kafka != null) {
                kafka.close();
            }
            if (postgres != null) {
                postgres.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
