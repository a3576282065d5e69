package io.assent.base.observe;

import io.assent.base.kafka.FencedChannels;
import io.assent.exactlyonce.Relay;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when the outbox can leave, every channel has been given its partitions, each projection has once read all that
 * was there, and no partition is held back.
 */
@Readiness
@ApplicationScoped
public class PipelineReadiness implements HealthCheck {
    private final Relay relay;
    private final FencedChannels channels;
    private final ChannelMetrics states;

    public PipelineReadiness(Relay relay, FencedChannels channels, ChannelMetrics states) {
        this.relay = relay;
        this.channels = channels;
        this.states = states;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("pipeline")
                .status(relay.healthy() && channels.noneStopped())
                .withData("relayHealthy", relay.healthy())
                .withData("relayHeldHere", relay.holding())
                .withData("noPartitionStopped", channels.noneStopped());
        states.unsettled()
                .forEach(channel -> answer.down().withData(channel, "waits for its partitions, or has not caught up"));
        return answer.build();
    }
}
