package io.assent.local.player;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import io.assent.local.stack.Endpoints;
import io.assent.local.stack.Service;
import io.assent.notification.client.Seal;
import io.assent.servers.HttpReceiver;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a device that is played finds to be delivered again: a service that does it, and one that does not. */
class InboxTest {
    /** Longer than a line takes on this machine. */
    private static final long SLOW_MILLIS = 500;

    @TempDir
    Path data;

    private final HttpReceiver service = HttpReceiver.start();
    private final CountDownLatch written = new CountDownLatch(1);
    private final CountDownLatch secondReceipt = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Findings findings = new Findings();
    private ECKey key;
    private Device device;

    @BeforeEach
    void start() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("k-1").generate();
        URI url = URI.create(service.url(""));
        List<URI> urls = new ArrayList<>(Collections.nCopies(Service.values().length, url));
        urls.add(URI.create("kafka://localhost:1"));
        var endpoints = Endpoints.of(urls, "wall", data);
        device = new Device("p-1", key, new Api(endpoints), findings, Duration.ZERO);
    }

    @AfterEach
    void stop() throws InterruptedException {
        device.inbox().close();
        service.close();
    }

    @Test
    void aMessageThatIsWrittenAgainAfterItsReceiptWasTakenIsFound() {
        service.answers((request, exchange) -> {
            if (request.path().equals("/v1/inbox")) {
                try (OutputStream line = open(exchange)) {
                    show(line, "first");
                    show(line, "second");
                    // Receipts come one after the other: that of the first has been answered.
                    hold(secondReceipt);
                    show(line, "first");
                    hold(done);
                }
            } else {
                answer(exchange);
                if (request.body().contains("second")) {
                    secondReceipt.countDown();
                }
            }
        });

        device.inbox().open();

        await().until(() -> receipts() == 3);
        done.countDown();
        assertThat(findings.all()).containsExactly("first was delivered again to d-p-1 after its receipt was taken");
    }

    @Test
    void aMessageThatArrivedAgainBeforeItsReceiptWasTakenIsNoneHoweverLateItIsLookedAt() {
        service.answers((request, exchange) -> {
            if (request.path().equals("/v1/inbox")) {
                try (OutputStream line = open(exchange)) {
                    show(line, "first");
                    show(line, "second");
                    show(line, "first");
                    written.countDown();
                    hold(done);
                }
            } else {
                hold(written);
                sleep();
                answer(exchange);
            }
        });

        device.inbox().open();

        await().until(() -> receipts() == 3);
        done.countDown();
        assertThat(findings.all()).isEmpty();
    }

    private long receipts() {
        return service.received().stream()
                .filter(request -> request.path().equals("/v1/receipts"))
                .count();
    }

    private static OutputStream open(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private void show(OutputStream line, String messageId) throws IOException {
        String sealed = Seal.seal("the text of " + messageId, key, "p-1", "shop");
        String event = "id:%1$s\ndata:{\"messageId\":\"%1$s\",\"category\":\"marketing\",\"sealed\":\"%2$s\"}\n\n"
                .formatted(messageId, sealed);
        line.write(event.getBytes(StandardCharsets.UTF_8));
        line.flush();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void hold(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
