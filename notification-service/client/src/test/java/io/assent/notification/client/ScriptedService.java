package io.assent.notification.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers as it was told, one answer after the other, and remembers what it was asked. */
final class ScriptedService implements AutoCloseable {
    /** @param status 0: the line is cut instead of an answer */
    private record Told(int status, Map<String, String> headers, String body) {}

    record Asked(String method, String path, String idempotencyKey, String body, long atNanos) {}

    private final HttpServer server;
    private final Queue<Told> script = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    ScriptedService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    ScriptedService answers(int status, String body) {
        return answers(status, body, Map.of());
    }

    synchronized ScriptedService answers(int status, String body, Map<String, String> headers) {
        script.add(new Told(status, headers, body));
        return this;
    }

    ScriptedService cutsTheLine() {
        return answers(0, "");
    }

    List<Asked> asked() {
        return asked;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    System.nanoTime()));
            Told told = script.size() > 1 ? script.remove() : script.element(); // the last one for ever
            if (told.status() == 0) {
                return;
            }
            told.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = told.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(told.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
