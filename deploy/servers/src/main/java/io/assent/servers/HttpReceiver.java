package io.assent.servers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A real HTTP server on this machine that keeps what it was sent, and answers as the test wants. */
public final class HttpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Answer answer = (_, exchange) -> status(exchange, 204);

    private HttpReceiver(HttpServer server) {
        this.server = server;
    }

    /** A request, as it came. */
    public record Received(String id, String timestamp, String signature, String path, String body) {
        /**
         * By the JDK, which signs nothing here, and by the text of Standard Webhooks.
         *
         * @param key as receivers are given it, {@code whpk_…}
         */
        public boolean isSignedBy(String key) throws GeneralSecurityException {
            ByteArrayOutputStream encoded = new ByteArrayOutputStream();
            encoded.writeBytes(HexFormat.of().parseHex("302a300506032b6570032100"));
            encoded.writeBytes(Base64.getDecoder().decode(key.substring("whpk_".length())));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
            verifier.update((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
        }
    }

    /** What a request is answered with. */
    @FunctionalInterface
    public interface Answer {
        void to(Received request, HttpExchange exchange) throws IOException;
    }

    /** On loopback, and on a free port. */
    public static HttpReceiver start() {
        try {
            return start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param server not started yet */
    public static HttpReceiver start(HttpServer server) {
        HttpReceiver receiver = new HttpReceiver(server);
        server.createContext("/", receiver::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return receiver;
    }

    public void answers(Answer answer) {
        this.answer = answer;
    }

    public void answers(int status) {
        this.answer = (_, exchange) -> status(exchange, status);
    }

    /** In the order in which they came. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Received request = new Received(
                header(exchange, "webhook-id"),
                header(exchange, "webhook-timestamp"),
                header(exchange, "webhook-signature"),
                exchange.getRequestURI().toString(),
                body);
        received.add(request);
        answer.to(request, exchange);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
