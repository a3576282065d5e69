package io.assent.consent.kafka;

import io.assent.consent.store.SequenceGuard;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready when a failover lost commits that Kafka has. */
@Readiness
@ApplicationScoped
public class SequenceReadiness implements HealthCheck {
    private final SequenceGuard guard;

    public SequenceReadiness(SequenceGuard guard) {
        this.guard = guard;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("sequence")
                .status(!guard.isBehindLog())
                .build();
    }
}
