package io.assent.local.cli;

import io.assent.local.probe.Prober;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Progress;
import io.assent.local.stack.StackFile;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks all day, from outside, that no means no on the stack that runs. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a test person and a test company on the running stack until Ctrl-C: accept, send, expect it;",
            "withdraw or block, send, expect nothing. Serves how the rounds end at /metrics."
        })
public final class ProbeCommand implements Callable<Integer> {
    @Mixin
    private DataFolder data;

    @Option(
            names = "--against",
            paramLabel = "URL",
            split = ",",
            description = {
                "A stack that runs elsewhere: the URLs of consent-, notification-, billing- and ad-service and",
                "kafka://HOST:PORT, separated by commas. Its keys lie in DIR/keys."
            })
    private List<URI> against = List.of();

    @Option(
            names = "--port-metrics",
            paramLabel = "PORT",
            defaultValue = "${env:ASSENT_PORT_PROBER:-8085}",
            description = "Where /metrics is served; default: ASSENT_PORT_PROBER or 8085.")
    private int port;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Pause between two rounds; default: ${DEFAULT-VALUE}.")
    private int everySeconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Endpoints endpoints = endpoints();
        if (endpoints.eventTime()) {
            throw new IllegalStateException("the prober lives by the wall clock, and this stack by that of its events");
        }
        var progress = new Progress(System.err);
        try (var prober = Prober.of(endpoints, data.path(), port, progress)) {
            progress.say("prober: a round every %d s, metrics on http://localhost:%d/metrics"
                    .formatted(everySeconds, prober.port()));
            prober.playEvery(Duration.ofSeconds(everySeconds));
        }
        return 0;
    }

    private Endpoints endpoints() throws IOException {
        if (!against.isEmpty()) {
            return Endpoints.of(against, "wall", data.path());
        }
        StackFile stack = data.runningStack();
        return Endpoints.local(stack.ports(), stack.clock(), data.path());
    }
}
