package io.assent.notification.client;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.failsafe.ExecutionContext;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** The service's REST door: a token with each call, and patience with outages. Each call may be made twice without harm. */
final class Door implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** Of each pause, up or down: those who failed together do not come back together. */
    private static final double JITTER = 0.2;
    /** What turns a pause that was asked for into one that jitter does not cut short. */
    private static final int FOURTHS = 4;

    private static final int STRETCHED_FOURTHS = 5;
    /** Tells Failsafe to go by its backoff. */
    private static final Duration AS_USUAL = Duration.ofNanos(-1);

    private final ClientSettings settings;
    private final String address;
    private final InstantSource clock = InstantSource.system();
    private final RetryPolicy<Answer> policy;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();

    Door(ClientSettings settings) {
        this.settings = settings;
        this.address = settings.service().toString().replaceFirst("/+$", "");
        this.policy = RetryPolicy.<Answer>builder()
                .handle(IOException.class)
                .handleResultIf(answer -> answer.isToBeRepeated(settings.patience()))
                .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
                .withJitter(JITTER)
                .withDelayFn(Door::pause)
                .withMaxRetries(-1)
                .withMaxDuration(settings.patience())
                .build();
    }

    Answer get(String path) throws InterruptedException {
        return call(request(path).GET());
    }

    Answer delete(String path) throws InterruptedException {
        return call(request(path).DELETE());
    }

    Answer put(String path, Map<String, ?> body) throws InterruptedException {
        return call(json(path).PUT(BodyPublishers.ofString(JSONObjectUtils.toJSONString(body))));
    }

    Answer post(String path, String idempotencyKey, String body) throws InterruptedException {
        return call(json(path).header("Idempotency-Key", idempotencyKey).POST(BodyPublishers.ofString(body)));
    }

    private Answer call(HttpRequest.Builder request) throws InterruptedException {
        return Repetition.of(policy, () -> {
            HttpRequest authorised = request.copy()
                    .setHeader("Authorization", "Bearer " + settings.token().get())
                    .build();
            return Answer.of(http.send(authorised, BodyHandlers.ofString()), clock.instant());
        });
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(settings.answerTimeout())
                .header("Accept", "application/json, application/problem+json");
    }

    private static Duration pause(ExecutionContext<Answer> execution) {
        Answer last = execution.getLastResult();
        Duration asked = last == null ? null : last.pause().orElse(null);
        return asked == null ? AS_USUAL : asked.multipliedBy(STRETCHED_FOURTHS).dividedBy(FOURTHS);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
