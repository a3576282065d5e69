package io.assent.local.stack;

import io.assent.servers.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How a service is started: one JVM that is started again when it dies. */
final class ServiceProcess {
    private ServiceProcess() {}

    /** @param name of this instance, different from those of its siblings */
    static SupervisedProcess start(
            Service service, String name, int port, StackPlan plan, PostgresServer postgres, Progress progress) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx%dm".formatted(service.heapMegabytes()),
                "-XX:+UseSerialGC",
                plan.jit().option(),
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                service.jar(plan.home()).toString());
        Path log = plan.data().resolve("logs").resolve(name + ".log");
        Map<String, String> environment = new ServiceEnvironment(
                        plan.data().resolve("keys"),
                        "localhost:" + plan.ports().kafka(),
                        postgres.jdbcUrl(service.database()),
                        port,
                        name + "-local",
                        plan.clock())
                .of(service);
        if (service == Service.NOTIFICATION) {
            environment.put(
                    "ASSENT_PAGE_PRIVACY_URL",
                    "http://localhost:" + plan.ports().consent() + "/privacy");
        }
        if (plan.collector() != null) {
            environment.put("QUARKUS_OTEL_SDK_DISABLED", "false");
            environment.put(
                    "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", plan.collector().toString());
        }
        return SupervisedProcess.start(name, command, environment, log, progress);
    }
}
