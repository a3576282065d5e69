package io.assent.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.local.probe.Prober;
import io.assent.local.stack.Home;
import io.assent.local.stack.LocalStack;
import io.assent.local.stack.Ports;
import io.assent.local.stack.Progress;
import io.assent.local.stack.StackPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("stack")
class ProberStackTest {
    private static final int ANY_FREE_PORT = 0;

    private final Progress progress = new Progress(System.err);

    @Test
    void aWithdrawalAndABlockAreKeptAndCounted(@TempDir Path data) throws IOException, InterruptedException {
        var plan = new StackPlan(Home.find(), data, false, Ports.free(), "wall");
        try (LocalStack stack = LocalStack.start(plan, progress);
                Prober prober = Prober.of(stack.endpoints(), data, ANY_FREE_PORT, progress)) {
            prober.playRound();
            prober.playRound();

            assertThat(metrics(prober.port()))
                    .contains(
                            "assent_probe_rounds_total{result=\"kept\"} 2.0",
                            "assent_probe_rounds_total{result=\"broken\"} 0.0",
                            "assent_probe_rounds_total{result=\"failed\"} 0.0",
                            "assent_probe_round_seconds_bucket{le=\"+Inf\"} 2");
        }
    }

    private static String metrics(int port) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            HttpRequest scrape = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
                    .build();
            return http.send(scrape, BodyHandlers.ofString()).body();
        }
    }
}
