package io.assent.bench.frame;

import io.assent.local.stack.Home;
import io.assent.local.stack.LocalStack;
import io.assent.local.stack.Ports;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Readiness;
import io.assent.local.stack.Service;
import io.assent.local.stack.StackPlan;
import io.assent.local.stack.SupervisedProcess;
import io.assent.servers.FreePort;
import io.assent.servers.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Real servers and services on free ports and a temporary folder, each a process of its own, fsync on. */
public final class BenchStack implements AutoCloseable {
    private final LocalStack stack;
    private final List<Integer> ports = new ArrayList<>();
    private final CpuMeter cpu = new CpuMeter();
    private @Nullable SupervisedProcess constant;

    private BenchStack(LocalStack stack) {
        this.stack = stack;
    }

    /** One instance of each of these services. */
    public static BenchStack start(Progress progress, Service first, Service... others)
            throws IOException, InterruptedException {
        EnumSet<Service> services = EnumSet.of(first, others);
        Path data = Files.createTempDirectory("assent-bench");
        var plan = new StackPlan(Home.find(), data, true, Ports.free(), "wall");
        BenchStack bench = new BenchStack(LocalStack.start(plan, services, progress));
        for (Service service : services) {
            bench.watch(service, bench.stack.service(service), service.port(plan.ports()));
        }
        bench.cpu.watch("kafka", bench.stack.kafka().pid());
        bench.cpu.watchWithChildren("postgres", postmaster(data));
        bench.cpu.watch("driver", ProcessHandle.current().pid());
        return bench;
    }

    /** A further instance beside the first one. */
    public SupervisedProcess startAnother(Service service) throws InterruptedException {
        int port = FreePort.find();
        SupervisedProcess process = stack.startAnother(service, port);
        watch(service, process, port);
        return process;
    }

    private void watch(Service service, SupervisedProcess process, int port) {
        ports.add(port);
        cpu.watch(service.fullName() + "#" + ports.size(), process.handle().pid());
    }

    /**
     * The services' server with nothing in it, started as they are.
     *
     * @return its port
     */
    public int startConstant() throws IOException, InterruptedException {
        StackPlan plan = stack.plan();
        Path jar = plan.home().resolve("trials/constant/target/quarkus-app/quarkus-run.jar");
        int port = FreePort.find();
        SupervisedProcess process = SupervisedProcess.start(
                "constant",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-jar",
                        jar.toString()),
                Map.of("QUARKUS_HTTP_PORT", Integer.toString(port)),
                plan.data().resolve("logs/constant.log"),
                new Progress(System.err));
        constant = process;
        new Readiness().await(URI.create("http://localhost:" + port + "/q/health/ready"), process);
        cpu.watch("constant", process.handle().pid());
        return port;
    }

    public LocalStack stack() {
        return stack;
    }

    public CpuMeter cpu() {
        return cpu;
    }

    /** HTTP ports of all instances, in the order of their start. */
    public List<Integer> ports() {
        return List.copyOf(ports);
    }

    /** Of the first instance. */
    public int port(Service service) {
        return service.port(stack.plan().ports());
    }

    public String kafka() {
        return stack.endpoints().kafka();
    }

    /** Connection properties with these added. */
    public Map<String, Object> kafka(Map<String, Object> added) {
        Map<String, Object> properties = new HashMap<>(added);
        properties.put("bootstrap.servers", kafka());
        return properties;
    }

    /** As the service itself connects. */
    public Connection database(Service service) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", service.database());
        properties.setProperty("password", PostgresServer.PASSWORD);
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("prepareThreshold", "1");
        return DriverManager.getConnection(stack.postgres().jdbcUrl(service.database()), properties);
    }

    private static long postmaster(Path data) throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/data/postmaster.pid"))
                .getFirst()
                .strip());
    }

    @Override
    public void close() {
        if (constant != null) {
            constant.close();
        }
        stack.close();
    }
}
