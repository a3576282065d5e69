package io.assent.base.webhook.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Awaitility.setDefaultTimeout;

import io.assent.base.webhook.AddressGuard;
import io.assent.base.webhook.store.WebhookEndpoints;
import io.assent.exactlyonce.Database;
import io.assent.servers.HttpReceiver;
import io.assent.servers.HttpReceiver.Received;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances of dispatchers on a real PostgreSQL, and real receivers. */
class WebhookDispatcherTest {
    private final HttpReceiver receiver = HttpReceiver.start();
    private final List<Instance> instances = new ArrayList<>();

    @BeforeEach
    void nothingHasHappened() {
        setDefaultTimeout(Duration.ofSeconds(30));
        Webhooks.forgetAll();
    }

    @AfterEach
    void stop() {
        instances.forEach(Instance::close);
        receiver.close();
    }

    @Test
    void whatAnInstanceSentAndDidNotWriteDownIsSentAgainUnderTheSameId() {
        String endpoint = Webhooks.register(receiver.url("/"));
        Webhooks.happen("p-1", "e-1");
        Instance dying = instance(Instance.startDying(new Database(awayDatabase(), Duration.ofMillis(50))));
        await().until(() -> receiver.received().size() == 1);
        dying.close();
        assertThat(Webhooks.count("state = 'pending'")).isEqualTo(1);

        instance(Instance.start());

        await().until(() -> Webhooks.count("state = 'delivered'") == 1);
        assertThat(receiver.received()).hasSize(2);
        assertThat(receiver.received().stream().map(Received::id).distinct()).hasSize(1);
        assertThat(Webhooks.value("select attempts from webhook_delivery where endpoint = '" + endpoint + "'"))
                .isEqualTo("1");
    }

    @Test
    void anInstanceThatIsLateSettlesNothing() {
        Webhooks.register(receiver.url("/"));
        Webhooks.happen("p-1", "e-1");
        receiver.answers((_, exchange) -> {
            if (receiver.received().size() == 1) {
                // Another instance has taken it while this attempt is under way.
                Webhooks.execute("update webhook_delivery set claim = claim + 1");
            }
            HttpReceiver.status(exchange, 204);
        });

        instance(Instance.start());

        await().until(() -> Webhooks.count("state = 'delivered'") == 1);
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void twoInstancesShareTheWorkAndSendEachOnce() {
        for (int i = 0; i < 5; i++) {
            Webhooks.register(receiver.url("/" + i));
        }
        receiver.answers((_, exchange) -> {
            pause(20);
            HttpReceiver.status(exchange, 204);
        });
        for (int i = 0; i < 40; i++) {
            Webhooks.happen("p-" + i, "e-" + i);
        }

        Instance one = instance(Instance.start());
        Instance other = instance(Instance.start());

        await().until(() -> one.delivered() + other.delivered() == 200);
        assertThat(one.delivered()).isPositive();
        assertThat(other.delivered()).isPositive();
        assertThat(receiver.received().stream().map(Received::id)).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void whatIsAboutOnePersonKeepsItsOrderThroughFailures() {
        Webhooks.register(receiver.url("/"));
        Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
        List<String> taken = new ArrayList<>();
        receiver.answers((request, exchange) -> {
            boolean second = attempts.computeIfAbsent(request.body(), _ -> new AtomicInteger())
                            .incrementAndGet()
                    > 1;
            if (second) {
                taken.add(request.body());
            }
            HttpReceiver.status(exchange, second ? 204 : 500);
        });
        String[] events = IntStream.range(0, 6).mapToObj(i -> "e-" + i).toArray(String[]::new);
        Webhooks.happen("p-1", events);

        instance(Instance.start());
        instance(Instance.start());

        await().until(() -> Webhooks.count("state = 'delivered'") == events.length);
        List<String> inOrder = List.of(events).stream().map(Webhooks::body).toList();
        assertThat(taken).containsExactlyElementsOf(inOrder);
        assertThat(receiver.received().stream().map(Received::body))
                .containsExactlyElementsOf(inOrder.stream()
                        .flatMap(body -> List.of(body, body).stream())
                        .toList());
    }

    @Test
    void whatIsGivenUpHoldsUpNobody() {
        Webhooks.register(receiver.url("/"));
        receiver.answers((request, exchange) ->
                HttpReceiver.status(exchange, request.body().contains("bad") ? 500 : 204));
        Webhooks.happen("p-1", "bad", "good");

        instance(Instance.start());

        await().until(() -> Webhooks.count("state = 'delivered'") == 1);
        assertThat(Webhooks.value("select attempts from webhook_delivery where state = 'failed'"))
                .isEqualTo("10");
        assertThat(receiver.received()).hasSize(11);
        assertThat(receiver.received().getLast().body()).contains("good");
    }

    @Test
    void anEndpointThatDoesNotAnswerHoldsUpNoOther() {
        try (HttpReceiver silent = HttpReceiver.start()) {
            CountDownLatch over = new CountDownLatch(1);
            silent.answers((_, exchange) -> {
                pause(over);
                HttpReceiver.status(exchange, 204);
            });
            Webhooks.register(silent.url("/"));
            Webhooks.register(receiver.url("/"));
            for (int i = 0; i < 100; i++) {
                Webhooks.happen("p-" + i, "e-" + i);
            }

            instance(Instance.start());

            await().until(() -> receiver.received().size() == 100);
            assertThat(silent.received()).hasSizeLessThanOrEqualTo(16);
            over.countDown();
        }
    }

    @Test
    void anEndpointThatFailsIsTriedOneByOne() {
        String endpoint = Webhooks.register(receiver.url("/"));
        Webhooks.execute("update webhook_endpoint set failing_since = now() where id = '" + endpoint + "'");
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        receiver.answers((_, exchange) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            pause(20);
            now.decrementAndGet();
            HttpReceiver.status(exchange, 500);
        });
        for (int i = 0; i < 10; i++) {
            Webhooks.happen("p-" + i, "e-" + i);
        }

        instance(Instance.start());

        await().until(() -> receiver.received().size() >= 10);
        assertThat(most).hasValue(1);
    }

    @Test
    void anEndpointThatFailedForFiveDaysIsDisabledAndWhatWaitsGoesOutWhenItIsEnabled() {
        String endpoint = Webhooks.register(receiver.url("/"));
        Webhooks.execute("update webhook_endpoint set failing_since = now() - interval '5 days'");
        receiver.answers(500);
        Webhooks.happen("p-1", "e-1", "e-2");

        instance(Instance.start());

        await().until(() ->
                Webhooks.value("select disabled_reason from webhook_endpoint").equals("failing"));
        Webhooks.happen("p-2", "e-3");
        assertThat(Webhooks.count("state = 'pending'")).isEqualTo(3);
        receiver.answers(204);
        new WebhookEndpoints(Webhooks.DATABASE).enable(Webhooks.COMPANY, endpoint);
        await().until(() -> Webhooks.count("state = 'delivered'") == 3);
    }

    @Test
    void aNameThatLeadsInsideByThenIsNotFollowed() {
        AtomicInteger calls = new AtomicInteger();
        AddressLookup.Resolver rebinding = _ -> {
            String address = calls.getAndIncrement() == 0 ? "93.184.215.14" : "127.0.0.1";
            return new InetAddress[] {InetAddress.ofLiteral(address)};
        };
        String url = "http://rebinding.test:" + receiver.port() + "/";
        try (AddressLookup atRegistration = new AddressLookup(rebinding, new AddressGuard(false))) {
            assertThat(new RegistrationCheck(atRegistration, true).refusal(url)).isEmpty();
        }
        Webhooks.register(url);
        Webhooks.happen("p-1", "e-1");

        instance(Instance.startStrict(rebinding));

        await().until(() -> Webhooks.count("last_result = 'address_not_allowed'") == 1);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void anEventThatIsReadTwiceIsOneDelivery() {
        Webhooks.register(receiver.url("/"));
        Webhooks.happen("p-1", "e-1");
        Webhooks.happen("p-1", "e-1");

        assertThat(Webhooks.count("true")).isEqualTo(1);
    }

    private Instance instance(Instance instance) {
        instances.add(instance);
        return instance;
    }

    private static DataSource awayDatabase() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, _, _) -> {
                    throw new SQLException("away", "08001");
                });
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
