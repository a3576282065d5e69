package io.assent.local.stack;

import java.nio.file.Path;
import java.util.Locale;

/** The four services; each has a JVM and a database of its own. */
public enum Service {
    CONSENT,
    NOTIFICATION,
    BILLING,
    AD;

    /** As folders, logs and people name it, such as {@code consent-service}. */
    public String fullName() {
        return database() + "-service";
    }

    public String database() {
        return name().toLowerCase(Locale.ROOT);
    }

    public int port(Ports ports) {
        return switch (this) {
            case CONSENT -> ports.consent();
            case NOTIFICATION -> ports.notification();
            case BILLING -> ports.billing();
            case AD -> ports.ad();
        };
    }

    /** What is enough for a large day on one machine; ad-service holds all campaigns and unviewed looks in memory. */
    int heapMegabytes() {
        return this == AD ? 512 : 256;
    }

    public Path jar(Path home) {
        return home.resolve(fullName()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
