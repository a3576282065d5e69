package io.assent.base.webhook.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.assent.base.webhook.AddressGuard;
import io.assent.base.webhook.AttemptResult;
import io.assent.base.webhook.AttemptResult.Answered;
import io.assent.base.webhook.AttemptResult.Unanswered;
import io.assent.base.webhook.WebhookUrl;
import io.assent.servers.FreePort;
import io.assent.servers.HttpReceiver;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSenderTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final String PASSWORD = "changeit";

    private final Vertx vertx = Vertx.vertx();
    private final HttpReceiver receiver = HttpReceiver.start();
    private final AtomicInteger lookups = new AtomicInteger();

    /** Names of the domain test are known to nobody else: who asks again finds nothing. */
    private final AddressLookup lookup = new AddressLookup(
            _ -> {
                lookups.incrementAndGet();
                return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
            },
            new AddressGuard(true));

    @AfterEach
    void stop() {
        receiver.close();
        lookup.close();
        vertx.close();
    }

    @Test
    void theConnectionGoesToTheAddressThatWasChecked() {
        receiver.answers((_, exchange) -> HttpReceiver.status(
                exchange,
                exchange.getRequestHeaders().getFirst("host").equals("receiver.test:" + receiver.port()) ? 204 : 500));

        assertThat(send("http://receiver.test:" + receiver.port() + "/hook?a=b"))
                .isEqualTo(new Answered(204, null));
        assertThat(lookups).hasValue(1);
        assertThat(receiver.received().getFirst().path()).isEqualTo("/hook?a=b");
    }

    @Test
    void aRedirectIsNotFollowed() {
        receiver.answers((_, exchange) -> {
            exchange.getResponseHeaders().add("location", receiver.url("/elsewhere"));
            HttpReceiver.status(exchange, 307);
        });

        assertThat(send(receiver.url("/"))).isEqualTo(new Answered(307, null));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void whoDoesNotAnswerIsGivenItsTimeAndNoMore() {
        CountDownLatch over = new CountDownLatch(1);
        receiver.answers((_, exchange) -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            HttpReceiver.status(exchange, 204);
        });

        assertThat(send(receiver.url("/"))).isEqualTo(Unanswered.TIMEOUT);
        over.countDown();
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        AtomicBoolean cutOff = new AtomicBoolean();
        receiver.answers((_, exchange) -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[8 * 1024]);
                }
            } catch (IOException e) {
                cutOff.set(true);
            }
        });

        assertThat(send(receiver.url("/"))).isEqualTo(new Answered(200, null));
        await().untilTrue(cutOff);
    }

    @Test
    void whoIsBusySaysForHowLong() {
        receiver.answers((_, exchange) -> {
            exchange.getResponseHeaders().add("retry-after", "120");
            HttpReceiver.status(exchange, 429);
        });

        assertThat(send(receiver.url("/"))).isEqualTo(new Answered(429, Duration.ofMinutes(2)));
    }

    @Test
    void whereNobodyListensNobodyIsReached() {
        assertThat(send("http://receiver.test:" + FreePort.find() + "/")).isEqualTo(Unanswered.UNREACHABLE);
    }

    @Test
    void aHostWithoutAddressIsUnresolved() {
        try (AddressLookup real = new AddressLookup(InetAddress::getAllByName, new AddressGuard(false));
                WebhookSender sender = sender(real, new HttpClientOptions())) {
            assertThat(send(sender, "https://nobody.invalid/")).isEqualTo(Unanswered.UNRESOLVED);
        }
    }

    @Test
    void aNameServerThatDoesNotAnswerTakesOneThread() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(1);
        AddressLookup.Resolver silent = _ -> {
            asked.incrementAndGet();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new InetAddress[0];
        };
        try (AddressLookup slow = new AddressLookup(silent, new AddressGuard(false))) {
            assertThat(IntStream.range(0, 4).parallel().mapToObj(_ -> slow.find("slow.test")))
                    .containsOnly(new AddressLookup.Found.Unknown());
            assertThat(asked).hasValue(1);
            over.countDown();
        }
    }

    @Test
    void aReceiverWithTlsMustProveItsName(@TempDir Path folder) throws Exception {
        Path keys = keyStore(folder);
        PfxOptions trusted = new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD);
        try (HttpReceiver secure = HttpReceiver.start(httpsServer(keys));
                WebhookSender strict = sender(lookup, new HttpClientOptions());
                WebhookSender trusting = sender(lookup, new HttpClientOptions().setTrustOptions(trusted))) {
            String right = "https://receiver.test:" + secure.port() + "/";
            String wrong = "https://other.test:" + secure.port() + "/";

            assertThat(send(strict, right)).isEqualTo(Unanswered.TLS_FAILED);
            assertThat(send(trusting, wrong)).isEqualTo(Unanswered.TLS_FAILED);
            assertThat(secure.received()).isEmpty();
            assertThat(send(trusting, right)).isEqualTo(new Answered(204, null));
        }
    }

    private AttemptResult send(String url) {
        try (WebhookSender sender = sender(lookup, new HttpClientOptions())) {
            return send(sender, url);
        }
    }

    private static AttemptResult send(WebhookSender sender, String url) {
        return sender.send(WebhookUrl.parse(url).orElseThrow(), 0, Map.of("webhook-id", "msg_1"), "{}");
    }

    private WebhookSender sender(AddressLookup addresses, HttpClientOptions options) {
        return new WebhookSender(vertx, addresses, Clock.systemUTC(), TIMEOUT, options);
    }

    private static Path keyStore(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("receiver.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=receiver.test",
                        "-ext",
                        "san=dns:receiver.test",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return store;
    }

    private static HttpServer httpsServer(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }
}
