package io.assent.local.observe;

import io.assent.local.stack.Service;
import io.assent.local.stack.StackPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What Prometheus reads: the template of deploy/observability filled with this stack's addresses, and the rules beside it. */
record PrometheusFolder(StackPlan plan, ObservePorts ports) {

    Path source() {
        return plan.home().resolve("deploy/observability/prometheus");
    }

    /** The configuration to start with. */
    Path fill() throws IOException {
        Path folder = Files.createDirectories(plan.data().resolve("prometheus"));
        String filled = Files.readString(source().resolve("prometheus.yml"));
        for (var target : targets().entrySet()) {
            filled = filled.replace("${" + target.getKey() + "}", "localhost:" + target.getValue());
        }
        Path rules = Files.createDirectories(folder.resolve("rules"));
        try (var files = Files.newDirectoryStream(source().resolve("rules"), "*.yml")) {
            for (Path file : files) {
                Files.copy(file, rules.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return Files.writeString(folder.resolve("prometheus.yml"), filled);
    }

    private Map<String, Integer> targets() {
        Map<String, Integer> targets = new HashMap<>();
        for (Service service : Service.values()) {
            targets.put(service.name() + "_TARGET", service.port(plan.ports()));
        }
        ports.byName().forEach((name, port) -> targets.put(name.toUpperCase(Locale.ROOT) + "_TARGET", port));
        return targets;
    }
}
