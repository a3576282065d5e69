package io.assent.consent.kafka;

import io.assent.consent.store.CommandQueue;
import io.assent.consent.store.LogTail;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the own log was read to its end, and the database knows all that the log shows. */
@Readiness
@ApplicationScoped
public class SequenceReadiness implements HealthCheck {
    private final CommandQueue commands;
    private final LogTail tail;

    public SequenceReadiness(CommandQueue commands, LogTail tail) {
        this.commands = commands;
        this.tail = tail;
    }

    @Override
    public HealthCheckResponse call() {
        boolean caughtUp = commands.isReady();
        boolean behindLog = tail.isDatabaseBehind();
        return HealthCheckResponse.named("sequence")
                .status(caughtUp && !behindLog)
                .withData("caughtUp", caughtUp)
                .withData("databaseBehindLog", behindLog)
                .build();
    }
}
