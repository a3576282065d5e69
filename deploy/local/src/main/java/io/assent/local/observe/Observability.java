package io.assent.local.observe;

import io.assent.local.stack.PortTakenException;
import io.assent.local.stack.Ports;
import io.assent.local.stack.Progress;
import io.assent.local.stack.Readiness;
import io.assent.local.stack.StackPlan;
import io.assent.local.stack.SupervisedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/** Starts what watches the stack; closing it leaves nothing behind. What the machine does not have is said and left out. */
public final class Observability implements AutoCloseable {
    private final StackPlan plan;
    private final ObservePorts ports;
    private final Progress progress;
    private final List<SupervisedProcess> processes = new ArrayList<>();
    private final Map<String, String> links = new TreeMap<>();
    private final Thread hook = new Thread(this::stop, "stop-observability");
    private boolean stopped;

    public Observability(StackPlan plan, ObservePorts ports, Progress progress) {
        this.plan = plan;
        this.ports = ports;
        this.progress = progress;
    }

    /** Before anything starts. */
    public void mustHavePorts() {
        Ports.taken(ports.byName()).ifPresent(sentence -> {
            throw new PortTakenException(sentence);
        });
    }

    /** Returns links by name when all that could be started is ready; call when the stack is up. */
    public Map<String, String> start() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            startProber();
            startAlertmanager();
            startPrometheus();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return links;
    }

    private void startProber() throws InterruptedException {
        launch(
                "prober",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.assent.local.Main",
                        "probe",
                        "--data",
                        plan.data().toString(),
                        "--port-metrics",
                        Integer.toString(ports.prober())),
                at(ports.prober(), "/metrics"),
                Map.of("prober", "/metrics"));
    }

    private void startPrometheus() throws InterruptedException, IOException {
        Optional<Path> binary = Binary.find("prometheus");
        if (binary.isEmpty()) {
            progress.say(
                    "no Prometheus on this machine: install it (Debian: apt-get install prometheus); going on without");
            return;
        }
        var folder = new PrometheusFolder(plan, ports);
        launch(
                "prometheus",
                List.of(
                        binary.get().toString(),
                        "--config.file=" + folder.fill(),
                        "--storage.tsdb.path=" + plan.data().resolve("prometheus/data"),
                        "--web.console.templates=" + folder.source().resolve("consoles"),
                        "--web.listen-address=127.0.0.1:" + ports.prometheus()),
                at(ports.prometheus(), "/-/ready"),
                Map.of(
                        "Prometheus",
                        "/",
                        "Prometheus, at a glance",
                        "/consoles/assent.html",
                        "Prometheus, alerts",
                        "/alerts"));
    }

    private void startAlertmanager() throws InterruptedException {
        Optional<Path> binary = Binary.find("prometheus-alertmanager", "alertmanager");
        if (binary.isEmpty()) {
            progress.say(
                    "no Alertmanager on this machine: install it (Debian: apt-get install prometheus-alertmanager);"
                            + " going on without");
            return;
        }
        launch(
                "alertmanager",
                List.of(
                        binary.get().toString(),
                        "--config.file="
                                + new PrometheusFolder(plan, ports).source().resolve("alertmanager.yml"),
                        "--storage.path=" + plan.data().resolve("alertmanager"),
                        "--web.listen-address=127.0.0.1:" + ports.alertmanager(),
                        // One alone: no cluster to join, and no address to find for it.
                        "--cluster.listen-address="),
                at(ports.alertmanager(), "/-/ready"),
                Map.of("Alertmanager", "/"));
    }

    /** A watcher that does not get ready is no reason to do without the stack. */
    private void launch(String name, List<String> command, URI ready, Map<String, String> pages)
            throws InterruptedException {
        SupervisedProcess process = supervised(name, command);
        try {
            new Readiness().await(ready, process);
            progress.say(name + " is ready on port " + ready.getPort());
            pages.forEach((what, path) -> links.put(what, ready.resolve(path).toString()));
        } catch (IllegalStateException notReady) {
            process.close();
            progress.say(notReady.getMessage() + "; going on without");
        }
    }

    /** Starting and stopping exclude each other: what a Ctrl-C finds half started is stopped too. */
    private synchronized SupervisedProcess supervised(String name, List<String> command) {
        if (stopped) {
            throw new IllegalStateException("stopping");
        }
        Path log = plan.data().resolve("logs").resolve(name + ".log");
        var process = SupervisedProcess.start(name, command, Map.of(), log, progress);
        processes.add(process);
        return process;
    }

    private static URI at(int port, String path) {
        return URI.create("http://localhost:" + port + path);
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
        stopped = true;
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            processes.forEach(process -> tasks.submit(process::close));
        }
        processes.clear();
    }
}
