package io.assent.local.player;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Service;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The services' REST doors as an outsider uses them: with a token, and with patience while a service starts again. */
public final class Api {
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The longest that one try may take. */
    private static final Duration ANSWER = Duration.ofSeconds(15);
    /** Half of a token's life: who plays for days never comes with an expired one. */
    private static final Duration RENEWAL = Duration.ofHours(6);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private record Token(String text, Instant issued) {}

    private final Endpoints endpoints;
    private final Duration patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    public Api(Endpoints endpoints) {
        this(endpoints, PATIENCE);
    }

    public Api(Endpoints endpoints, Duration patience) {
        this.endpoints = endpoints;
        this.patience = patience;
    }

    /** The first answer that asks for no patience, or the last one before ours ends. */
    public Answer call(Call call) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Duration pause = FIRST_PAUSE; ; pause = longer(pause)) {
            boolean last = System.nanoTime() > deadline;
            try {
                Answer answer = once(call);
                if (!answer.retriable() || last) {
                    return answer;
                }
            } catch (IOException e) {
                if (last) {
                    throw new IllegalStateException(call.service().fullName() + " does not answer", e);
                }
            }
            Thread.sleep(pause);
        }
    }

    /** Waits until a service's projections have applied what was written there. */
    public void awaitFresh(Service service, String token) throws InterruptedException {
        String path = "/v1/freshness?waitMillis=2000&atLeast=" + token;
        call(Call.get(service, path).as("operator", "operations")).refusal().ifPresent(reason -> {
            throw new IllegalStateException(service.fullName() + " does not get to " + token + ": " + reason);
        });
    }

    /** A stream of server-sent events; one try. */
    public HttpResponse<InputStream> open(Call call) throws IOException, InterruptedException {
        return http.send(request(call).header("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
    }

    /** One try. */
    public Answer once(Call call) throws IOException, InterruptedException {
        HttpRequest request = request(call)
                .timeout(patience.compareTo(ANSWER) < 0 ? patience : ANSWER)
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                parse(response.body()),
                response.headers().firstValue("Assent-Consistency-Token"));
    }

    private HttpRequest.Builder request(Call call) {
        var request = HttpRequest.newBuilder(endpoints.of(call.service()).resolve(call.path()));
        JsonNode body = call.body();
        if (body == null) {
            request.method(call.method(), BodyPublishers.noBody());
        } else if (body.isTextual()) {
            request.method(call.method(), BodyPublishers.ofString(body.asText()));
        } else {
            request.method(call.method(), BodyPublishers.ofString(body.toString()));
            request.header("Content-Type", "application/json");
        }
        if (!call.role().isEmpty()) {
            request.header("Authorization", "Bearer " + token(call.role(), call.id()));
        }
        call.headers().forEach((name, value) -> {
            if (!name.equals("ce-time") || endpoints.eventTime()) {
                request.header(name, value);
            }
        });
        return request;
    }

    private String token(String role, String id) {
        Instant now = Instant.now();
        return tokens.compute(
                        role + " " + id,
                        (key, known) ->
                                known == null || known.issued().plus(RENEWAL).isBefore(now)
                                        ? new Token(endpoints.tokens().token(role, id), now)
                                        : known)
                .text();
    }

    private static JsonNode parse(String text) {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
