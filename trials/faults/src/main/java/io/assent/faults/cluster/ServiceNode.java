package io.assent.faults.cluster;

import io.assent.local.stack.Service;
import io.assent.local.stack.ServiceEnvironment;
import io.assent.servers.Jit;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One instance of a service in a JVM of its own. */
public final class ServiceNode {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /** Five times the usual: eight services, three brokers and their clients share what may be two cores. */
    private static final String LEASE_MILLIS = "500";

    private final Service service;
    private final int number;
    private final int port;
    private final Path jar;
    private final Map<String, String> environment;
    private final Child child;
    private volatile String agent = "";

    ServiceNode(Service service, int number, Path jar, ServiceEnvironment environment, Path logs) {
        this.service = service;
        this.number = number;
        this.port = environment.port();
        this.jar = jar;
        this.environment = new HashMap<>(environment.of(service));
        this.environment.put("ASSENT_KAFKA_REPLICAS", Integer.toString(KafkaNode.NODES));
        this.environment.put("QUARKUS_DATASOURCE_JDBC_MAX_SIZE", "16");
        if (service == Service.CONSENT) {
            this.environment.put("ASSENT_CONSENT_LEASE_MILLIS", LEASE_MILLIS);
        }
        if (service == Service.AD) {
            this.environment.put("ASSENT_AD_BARRIER_INTERVAL", "150ms");
            this.environment.put("ASSENT_AD_LEASE_PATIENCE", "1s");
        }
        this.child = new Child(name(), logs.resolve(name() + ".log"));
    }

    public Service service() {
        return service;
    }

    public int number() {
        return number;
    }

    /** As sessions of the database and logs name it, such as {@code consent-1}. */
    public String name() {
        return name(service, number);
    }

    static String name(Service service, int number) {
        return service.database() + "-" + number;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** @param option such as {@code -javaagent:…}; empty for none. Takes effect at the next start. */
    public void use(String option) {
        agent = option;
    }

    public void start() {
        if (child.isAlive()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                Jit.C1.option(),
                "-XX:+ExitOnOutOfMemoryError"));
        if (!agent.isEmpty()) {
            command.add(agent);
        }
        command.addAll(List.of("-jar", jar.toString()));
        child.start(command, environment);
    }

    public void kill() throws InterruptedException {
        child.kill();
    }

    public void stop() throws InterruptedException {
        child.stop();
    }

    public void pause() {
        child.pause();
    }

    public void resume() {
        child.resume();
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    public void awaitReady(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(name() + " does not get ready; see " + child.log());
            }
            Thread.sleep(200);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest probe = HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return HTTP.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
