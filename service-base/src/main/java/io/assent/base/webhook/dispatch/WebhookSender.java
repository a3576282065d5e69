package io.assent.base.webhook.dispatch;

import io.assent.base.webhook.AttemptResult;
import io.assent.base.webhook.AttemptResult.Answered;
import io.assent.base.webhook.AttemptResult.Unanswered;
import io.assent.base.webhook.RetryAfter;
import io.assent.base.webhook.WebhookUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Makes one attempt: connects to a checked address of the host, and believes nothing of the answer but its status. */
public final class WebhookSender implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int MAX_DISCARDED_BYTES = 16 * 1024;
    private static final int MAX_CONNECTIONS_PER_HOST = 1_000;

    private final Vertx vertx;
    private final AddressLookup lookup;
    private final Clock clock;
    private final Duration timeout;
    private final HttpClient client;

    /** @param timeout of an attempt, from the first byte to the status of the answer */
    public WebhookSender(Vertx vertx, AddressLookup lookup, Clock clock, Duration timeout, HttpClientOptions options) {
        this.vertx = vertx;
        this.lookup = lookup;
        this.clock = clock;
        this.timeout = timeout;
        this.client = vertx.createHttpClient(
                options.setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                        .setMaxRedirects(0)
                        // Paths of receivers belong neither into spans nor into metrics.
                        .setTracingPolicy(TracingPolicy.IGNORE),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS_PER_HOST));
    }

    /** @param attempt the how many-eth: each takes the next of the host's addresses */
    public AttemptResult send(WebhookUrl url, int attempt, Map<String, String> headers, String body) {
        return switch (lookup.find(url.host())) {
            case AddressLookup.Found.Allowed(var addresses) ->
                send(url, addresses.get(attempt % addresses.size()), headers, body);
            case AddressLookup.Found.Forbidden() -> Unanswered.ADDRESS_NOT_ALLOWED;
            case AddressLookup.Found.Unknown() -> Unanswered.UNRESOLVED;
        };
    }

    private AttemptResult send(WebhookUrl url, InetAddress address, Map<String, String> headers, String body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                // An address, not a name: nobody resolves it again between the check and the connection.
                .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                .setHost(url.host())
                .setPort(url.port())
                .setURI(url.target())
                .setSsl(url.tls())
                .setFollowRedirects(false);
        headers.forEach(options::putHeader);
        AtomicBoolean late = new AtomicBoolean();
        Future<Answered> answer = client.request(options).compose(request -> {
            if (late.get()) {
                request.reset();
            }
            long alarm = vertx.setTimer(timeout.toMillis(), _ -> {
                late.set(true);
                request.reset();
            });
            return request.send(Buffer.buffer(body))
                    .map(response -> answered(request, response, alarm))
                    .onFailure(_ -> vertx.cancelTimer(alarm));
        });
        return await(answer, late);
    }

    private Answered answered(HttpClientRequest request, HttpClientResponse response, long alarm) {
        AtomicLong left = new AtomicLong(MAX_DISCARDED_BYTES);
        response.handler(part -> {
            if (left.addAndGet(-part.length()) < 0) {
                request.reset();
            }
        });
        response.exceptionHandler(_ -> {});
        response.endHandler(_ -> vertx.cancelTimer(alarm));
        String retryAfter = response.getHeader("retry-after");
        @Nullable
        Duration wait = retryAfter == null
                ? null
                : RetryAfter.parse(retryAfter, clock.instant()).orElse(null);
        return new Answered(response.statusCode(), wait);
    }

    /** @param late set when the time is over: what has no connection by then sends nothing when it gets one */
    private AttemptResult await(Future<Answered> answer, AtomicBoolean late) {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            late.set(true);
            return Unanswered.TIMEOUT;
        } catch (ExecutionException e) {
            return e.getCause() instanceof SSLException
                    ? Unanswered.TLS_FAILED
                    : late.get() ? Unanswered.TIMEOUT : Unanswered.UNREACHABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Unanswered.UNREACHABLE;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
