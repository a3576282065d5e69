package io.assent.base.observe;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** Not alive when records wait and nobody even tries to apply them. Waiting for a database is trying: a restart is no help. */
@Liveness
@ApplicationScoped
public class ProgressLiveness implements HealthCheck {
    private final ChannelMetrics channels;
    private final Duration stall;

    public ProgressLiveness(ChannelMetrics channels, @ConfigProperty(name = "assent.liveness.stall") Duration stall) {
        this.channels = channels;
        this.stall = stall;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("progress").up();
        for (ChannelState state : channels.watched()) {
            if (state.stalled(stall)) {
                answer.down().withData(state.channel(), "records wait, and none was tried for " + stall);
            }
        }
        return answer.build();
    }
}
