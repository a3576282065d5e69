package io.assent.local.stack;

import io.assent.servers.KafkaServer;
import io.assent.servers.PostgresServer;
import io.assent.servers.TokenIssuer;
import io.assent.servers.TopicTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Kafka, PostgreSQL and the services, each a process of its own; closing it leaves none behind. */
public final class LocalStack implements AutoCloseable {
    private final StackPlan plan;
    private final Set<Service> wanted;
    private final Progress progress;
    private final List<SupervisedProcess> further = new ArrayList<>();
    private final Map<Service, SupervisedProcess> services = new EnumMap<>(Service.class);
    private final Thread hook = new Thread(this::stop, "stop-stack");
    private @Nullable KafkaServer kafka;
    private @Nullable PostgresServer postgres;

    private LocalStack(StackPlan plan, Set<Service> wanted, Progress progress) {
        this.plan = plan;
        this.wanted = wanted;
        this.progress = progress;
    }

    /** Starts everything and returns when all services are ready; what cannot be started leaves nothing behind. */
    public static LocalStack start(StackPlan plan, Progress progress) throws InterruptedException {
        return start(plan, EnumSet.allOf(Service.class), progress);
    }

    /** Starts Kafka, PostgreSQL and these services only. */
    public static LocalStack start(StackPlan plan, Set<Service> wanted, Progress progress) throws InterruptedException {
        plan.ports().taken().ifPresent(sentence -> {
            throw new PortTakenException(sentence);
        });
        for (Service service : wanted) {
            if (!Files.exists(service.jar(plan.home()))) {
                throw new IllegalStateException(service.fullName() + " is not built; run mvn package first");
            }
        }
        try {
            Files.createDirectories(plan.data().resolve("logs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var stack = new LocalStack(plan, wanted, progress);
        Runtime.getRuntime().addShutdownHook(stack.hook);
        try {
            stack.start();
            return stack;
        } catch (RuntimeException | InterruptedException e) {
            stack.close();
            throw e;
        }
    }

    public Endpoints endpoints() {
        return Endpoints.local(plan.ports(), plan.clock(), plan.data());
    }

    public StackPlan plan() {
        return plan;
    }

    public SupervisedProcess service(Service service) {
        return Objects.requireNonNull(services.get(service));
    }

    /** How often the service died and was started again. */
    public int restarts(Service service) {
        return service(service).restarts();
    }

    public KafkaServer kafka() {
        return Objects.requireNonNull(kafka);
    }

    public PostgresServer postgres() {
        return Objects.requireNonNull(postgres);
    }

    private void start() throws InterruptedException {
        TokenIssuer.in(plan.data().resolve("keys"));
        progress.say("starting Kafka and PostgreSQL in " + plan.data());
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            var kafkaStart = tasks.submit(this::startKafka);
            var postgresStart = tasks.submit(this::startPostgres);
            PostgresServer databases = get(postgresStart);
            get(kafkaStart);
            progress.say("starting the services");
            for (Service service : wanted) {
                startService(service, databases);
            }
            var ready = services.entrySet().stream()
                    .map(s -> tasks.submit(awaiting(s.getKey(), s.getValue())))
                    .toList();
            for (Future<?> one : ready) {
                get(one);
            }
        }
        new StackFile(ProcessHandle.current().pid(), plan.ports(), plan.clock()).write(plan.data());
    }

    private KafkaServer startKafka() {
        var started =
                KafkaServer.start(plan.data().resolve("kafka"), plan.ports().kafka(), plan.jit());
        kafka = started;
        TopicTable.create(started.bootstrapServers(), (short) 1);
        progress.say("Kafka is ready on port " + plan.ports().kafka());
        return started;
    }

    private PostgresServer startPostgres() {
        var started = PostgresServer.start(
                plan.data().resolve("postgres"), plan.ports().postgres());
        postgres = started;
        for (Service service : wanted) {
            started.createDatabase(service.database());
        }
        progress.say("PostgreSQL is ready on port " + plan.ports().postgres());
        return started;
    }

    /** A further instance of a service beside its first one; ready when this returns. */
    public SupervisedProcess startAnother(Service service, int port) throws InterruptedException {
        SupervisedProcess process = launch(service, port);
        new Readiness().await(Readiness.page(URI.create("http://localhost:" + port)), process);
        progress.say("another " + service.fullName() + " is ready on port " + port);
        return process;
    }

    private synchronized SupervisedProcess launch(Service service, int port) {
        String name = service.fullName() + "-" + (further.size() + 2);
        SupervisedProcess process = ServiceProcess.start(service, name, port, plan, postgres(), progress);
        further.add(process);
        return process;
    }

    /** Starting and stopping exclude each other: what a Ctrl-C finds half started is stopped too. */
    private synchronized void startService(Service service, PostgresServer databases) {
        int port = service.port(plan.ports());
        services.put(service, ServiceProcess.start(service, service.fullName(), port, plan, databases, progress));
    }

    private Callable<Boolean> awaiting(Service service, SupervisedProcess process) {
        return () -> {
            new Readiness().await(Readiness.page(endpoints().of(service)), process);
            progress.say(service.fullName() + " is ready on port " + service.port(plan.ports()));
            return true;
        };
    }

    private static <T> T get(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
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
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            services.values().forEach(process -> tasks.submit(process::close));
            further.forEach(process -> tasks.submit(process::close));
        }
        services.clear();
        further.clear();
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        StackFile.remove(plan.data());
        if (plan.temporary()) {
            delete(plan.data());
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
