package io.assent.bench.frame;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * HTTP requests by a client that costs little beside the services: as many as a number of connections carry (closed loop), or
 * so many a second whether or not the answers come (open loop).
 */
public final class HttpLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_CONNECTIONS = 512;

    private static final int LOOPS = 2;

    private final Vertx vertx = Vertx.vertx();
    private final List<Context> loops = new CopyOnWriteArrayList<>();
    private final AtomicLong asked = new AtomicLong();
    private final HttpClient client;

    public HttpLoad() {
        this(MOST_CONNECTIONS);
    }

    /** @param connections to each server at most */
    public HttpLoad(int connections) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(600), new PoolOptions().setHttp1MaxSize(connections));
        for (int i = 0; i < LOOPS; i++) {
            vertx.deployVerticle(new AbstractVerticle() {
                        @Override
                        public void start() {
                            loops.add(getVertx().getOrCreateContext());
                        }
                    })
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** A request on this machine, and the status that its answer must have: a fast refusal is no answer. */
    public record Ask(
            int port,
            HttpMethod method,
            String path,
            String token,
            @Nullable String json,
            int status) {
        public static Ask get(int port, String path, String token) {
            return new Ask(port, HttpMethod.GET, path, token, null, 200);
        }

        public static Ask post(int port, String path, String token, String json, int status) {
            return new Ask(port, HttpMethod.POST, path, token, json, status);
        }

        public static Ask put(int port, String path, String token, String json, int status) {
            return new Ask(port, HttpMethod.PUT, path, token, json, status);
        }
    }

    /** The n-th request; each number comes once. */
    public interface Source {
        Ask ask(long number);
    }

    /** Its answer's body, once it is there as it must be. */
    public Future<Buffer> send(Ask ask, Map<String, String> headers) {
        if (Context.isOnEventLoopThread()) {
            return sendHere(ask, headers);
        }
        // From another thread the answer could come before somebody looks for it.
        Promise<Buffer> answer = Promise.promise();
        loops.get((int) (asked.getAndIncrement() % LOOPS))
                .runOnContext(_ -> sendHere(ask, headers).onComplete(answer));
        return answer.future();
    }

    private Future<Buffer> sendHere(Ask ask, Map<String, String> headers) {
        String json = ask.json();
        return client.request(options(ask, headers))
                .compose(request -> json == null ? request.send() : request.send(Buffer.buffer(json)))
                .compose(response -> response.body().compose(body -> {
                    if (response.statusCode() == ask.status()) {
                        return Future.succeededFuture(body);
                    }
                    return Future.failedFuture(
                            "%s %s: %d %s".formatted(ask.method(), ask.path(), response.statusCode(), body));
                }));
    }

    private static RequestOptions options(Ask ask, Map<String, String> headers) {
        RequestOptions options = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(ask.port())
                .setMethod(ask.method())
                .setURI(ask.path())
                .putHeader("Authorization", "Bearer " + ask.token());
        headers.forEach(options::putHeader);
        return ask.json() == null ? options : options.putHeader("Content-Type", "application/json");
    }

    /** With an idempotency key of its own. */
    private Future<Buffer> send(Source source, long number) {
        Ask ask = source.ask(number);
        Map<String, String> headers = ask.method() == HttpMethod.GET
                ? Map.of()
                : Map.of("Idempotency-Key", "bench-" + ask.path().hashCode() + "-" + number);
        return send(ask, headers);
    }

    /**
     * As fast as the answers come.
     *
     * @return how many came
     */
    public long closedLoop(Source source, long first, int connections, Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        AtomicLong next = new AtomicLong(first);
        AtomicLong done = new AtomicLong();
        loop(connections, done, () -> System.nanoTime() < end ? send(source, next.getAndIncrement()) : null);
        return done.get();
    }

    /** So many, as fast as the answers come. */
    public void all(Source source, long first, long count, int connections) throws InterruptedException {
        AtomicLong next = new AtomicLong(first);
        AtomicLong done = new AtomicLong();
        loop(connections, done, () -> {
            long number = next.getAndIncrement();
            return number < first + count ? send(source, number) : null;
        });
    }

    private interface Step {
        /** Nothing when it is enough. */
        @Nullable
        Future<Buffer> next();
    }

    private static void loop(int connections, AtomicLong done, Step step) throws InterruptedException {
        AtomicLong running = new AtomicLong(connections);
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        for (int i = 0; i < connections; i++) {
            again(step, done, running, end);
        }
        await(end);
    }

    private static void again(Step step, AtomicLong done, AtomicLong running, CompletableFuture<Boolean> end) {
        Future<Buffer> answer = step.next();
        if (answer == null) {
            if (running.decrementAndGet() == 0) {
                end.complete(true);
            }
            return;
        }
        answer.onComplete(result -> {
            if (result.failed()) {
                end.completeExceptionally(result.cause());
            } else {
                done.incrementAndGet();
                again(step, done, running, end);
            }
        });
    }

    /** Latencies in nanoseconds, each from the moment at which its request was due. */
    public Histogram openLoop(Source source, long first, double perSecond, Duration length)
            throws InterruptedException {
        long count = Pace.count(perSecond, length);
        ConcurrentHistogram nanos = new ConcurrentHistogram(3);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        AtomicLong open = new AtomicLong(count);
        new Pace(perSecond)
                .run(
                        count,
                        (number, due) -> send(source, first + number).onComplete(result -> {
                            nanos.recordValue(Math.max(0, System.nanoTime() - due));
                            if (result.failed()) {
                                failure.compareAndSet(null, result.cause());
                            }
                            if (open.decrementAndGet() == 0) {
                                end.complete(true);
                            }
                        }));
        await(end);
        Throwable told = failure.get();
        if (told != null) {
            throw new IllegalStateException(told);
        }
        return nanos;
    }

    private static void await(CompletableFuture<Boolean> end) throws InterruptedException {
        try {
            end.get(PATIENCE.toSeconds() * 5, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("answers are missing", e);
        }
    }

    /**
     * Lines of a stream, as they come; the future succeeds when it is open.
     *
     * @param ended is run when it was open and is no more, whoever closed it
     */
    public Future<Void> listen(Ask ask, Map<String, String> headers, Handler<Buffer> lines, Runnable ended) {
        Promise<Void> open = Promise.promise();
        loops.get((int) (asked.getAndIncrement() % LOOPS))
                .runOnContext(_ -> client.request(options(ask, headers).putHeader("Accept", "text/event-stream"))
                        .compose(HttpClientRequest::send)
                        .compose(response -> {
                            if (response.statusCode() != ask.status()) {
                                return Future.failedFuture(ask.path() + ": " + response.statusCode());
                            }
                            response.request().connection().exceptionHandler(_ -> {}); // the response ends, too
                            response.handler(RecordParser.newDelimited("\n", lines));
                            response.end().onComplete(_ -> ended.run());
                            return Future.<Void>succeededFuture();
                        })
                        .onComplete(open));
        return open.future();
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
