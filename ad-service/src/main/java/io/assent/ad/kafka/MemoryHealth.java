package io.assent.ad.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the memory holds what the topics held at the start; alive while it follows them. */
@ApplicationScoped
public class MemoryHealth {
    private final MemoryReader reader;

    public MemoryHealth(MemoryReader reader) {
        this.reader = reader;
    }

    @Produces
    @Readiness
    @ApplicationScoped
    HealthCheck caughtUp() {
        return () ->
                HealthCheckResponse.named("memory").status(reader.isCaughtUp()).build();
    }

    @Produces
    @Liveness
    @ApplicationScoped
    HealthCheck following() {
        return () -> HealthCheckResponse.named("memory-reader")
                .status(reader.isAlive())
                .build();
    }
}
