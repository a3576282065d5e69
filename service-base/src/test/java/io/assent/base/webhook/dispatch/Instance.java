package io.assent.base.webhook.dispatch;

import io.assent.base.webhook.AddressGuard;
import io.assent.base.webhook.DeliveryRules;
import io.assent.base.webhook.RetrySchedule;
import io.assent.base.webhook.store.DeliverySettlement;
import io.assent.exactlyonce.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** An instance of a service that sends webhooks: hasty, so that tests need not wait. */
final class Instance implements AutoCloseable {
    static final List<String> SECRETS = List.of("a-secret-that-is-long-enough-to-be-one");
    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Duration LEASE = TIMEOUT.multipliedBy(2);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final AddressLookup lookup;
    private final WebhookSender sender;
    private final WebhookDispatcher dispatcher;

    private Instance(AddressLookup.Resolver resolver, AddressGuard guard, Database settled) {
        Clock clock = Clock.systemUTC();
        RetrySchedule hasty = new RetrySchedule(Collections.nCopies(9, Duration.ofMillis(200)), 0);
        this.lookup = new AddressLookup(resolver, guard);
        this.sender = new WebhookSender(vertx, lookup, clock, TIMEOUT, new HttpClientOptions());
        this.dispatcher = new WebhookDispatcher(
                Webhooks.claims(LEASE),
                new WebhookAttempt(
                        sender,
                        new EndpointKeys(SECRETS),
                        new DeliverySettlement(settled, new DeliveryRules(hasty, Duration.ofDays(5))),
                        new WebhookMetrics(meters),
                        clock,
                        TIMEOUT),
                clock,
                64);
        dispatcher.start();
    }

    static Instance start() {
        return new Instance(InetAddress::getAllByName, new AddressGuard(true), Webhooks.DATABASE);
    }

    /** As in production: nothing inside is sent to. */
    static Instance startStrict(AddressLookup.Resolver resolver) {
        return new Instance(resolver, new AddressGuard(false), Webhooks.DATABASE);
    }

    /** Sends, and dies before it writes anything down. */
    static Instance startDying(Database lost) {
        return new Instance(InetAddress::getAllByName, new AddressGuard(true), lost);
    }

    double delivered() {
        return meters.counter("assent.webhook.attempts", "result", "delivered").count();
    }

    @Override
    public void close() {
        dispatcher.close();
        sender.close();
        lookup.close();
        vertx.close();
    }
}
