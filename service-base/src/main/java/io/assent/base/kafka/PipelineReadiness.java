package io.assent.base.kafka;

import io.assent.exactlyonce.Relay;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the outbox can leave and no partition is held back. */
@Readiness
@ApplicationScoped
public class PipelineReadiness implements HealthCheck {
    private final Relay relay;
    private final FencedChannels channels;

    public PipelineReadiness(Relay relay, FencedChannels channels) {
        this.relay = relay;
        this.channels = channels;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("pipeline")
                .status(relay.healthy() && channels.noneStopped())
                .withData("relayHealthy", relay.healthy())
                .withData("relayHeldHere", relay.holding())
                .withData("noPartitionStopped", channels.noneStopped())
                .build();
    }
}
