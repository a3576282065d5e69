package io.assent.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Waits until a process says by HTTP that it is ready. */
public final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    static URI page(URI service) {
        return service.resolve("/q/health/ready");
    }

    /** Returns when the page answers 200. */
    public void await(URI page, SupervisedProcess process) throws InterruptedException {
        HttpRequest probe =
                HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(5)).build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(probe)) {
            if (process.restarts() >= 3 || System.nanoTime() > deadline) {
                throw new IllegalStateException(process.name() + " does not get ready; see " + process.log());
            }
            Thread.sleep(PAUSE);
        }
    }

    private boolean isReady(HttpRequest probe) throws InterruptedException {
        try {
            return http.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
