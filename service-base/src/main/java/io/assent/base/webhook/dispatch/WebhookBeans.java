package io.assent.base.webhook.dispatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.base.observe.DatabaseFigures;
import io.assent.base.webhook.AddressGuard;
import io.assent.base.webhook.DeliveryRules;
import io.assent.base.webhook.RetrySchedule;
import io.assent.base.webhook.store.DeliveryClaims;
import io.assent.base.webhook.store.DeliverySettlement;
import io.assent.base.webhook.store.TestWebhook;
import io.assent.base.webhook.store.WebhookDeliveries;
import io.assent.base.webhook.store.WebhookEndpoints;
import io.assent.base.webhook.store.WebhookSweep;
import io.assent.exactlyonce.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Webhooks as beans, in services that are built with {@code assent.webhooks=true}. */
@ApplicationScoped
@IfBuildProperty(name = "assent.webhooks", stringValue = "true")
public class WebhookBeans {
    /** What an attempt may take beside waiting for its answer: the look-up, and writing down. */
    private static final Duration AROUND_AN_ATTEMPT = Duration.ofSeconds(10);

    private final WebhookConfig config;
    private final Database database;
    private final Clock clock;

    public WebhookBeans(WebhookConfig config, Database database, Clock clock) {
        this.config = config;
        this.database = database;
        this.clock = clock;
    }

    @Produces
    @Singleton
    WebhookEndpoints endpoints() {
        return new WebhookEndpoints(database);
    }

    @Produces
    @Singleton
    WebhookDeliveries deliveries() {
        return new WebhookDeliveries(database);
    }

    @Produces
    @Singleton
    TestWebhook tests(WebhookDeliveries deliveries, ObjectMapper json) {
        return new TestWebhook(deliveries, json);
    }

    @Produces
    @Singleton
    EndpointKeys keys() {
        return new EndpointKeys(config.secrets().orElse(List.of()));
    }

    @Produces
    @Singleton
    AddressLookup lookup() {
        return new AddressLookup(InetAddress::getAllByName, new AddressGuard(config.allowPrivateAddresses()));
    }

    void close(@Disposes AddressLookup lookup) {
        lookup.close();
    }

    @Produces
    @Singleton
    RegistrationCheck registrationCheck(AddressLookup lookup) {
        return new RegistrationCheck(lookup, config.allowInsecure());
    }

    @Produces
    @Singleton
    WebhookSender sender(Vertx vertx, AddressLookup lookup) {
        return new WebhookSender(vertx, lookup, clock, config.timeout(), new HttpClientOptions());
    }

    void close(@Disposes WebhookSender sender) {
        sender.close();
    }

    @Produces
    @Singleton
    WebhookMetrics metrics(MeterRegistry registry) {
        return new WebhookMetrics(registry);
    }

    @Produces
    @Singleton
    WebhookDispatcher dispatcher(WebhookSender sender, EndpointKeys keys, WebhookMetrics metrics) {
        Duration attempt = config.timeout().plus(AROUND_AN_ATTEMPT);
        DeliverySettlement settlement =
                new DeliverySettlement(database, new DeliveryRules(RetrySchedule.STANDARD, config.patience()));
        return new WebhookDispatcher(
                // Of a lease that is half over no attempt is begun any more: it might outlive it.
                new DeliveryClaims(database, attempt.multipliedBy(2)),
                new WebhookAttempt(sender, keys, settlement, metrics, clock, attempt),
                clock,
                config.concurrency());
    }

    void start(@Observes StartupEvent event, WebhookDispatcher dispatcher, DatabaseFigures figures) {
        WebhookMetrics.register(figures);
        dispatcher.start();
    }

    void stop(@Observes ShutdownEvent event, WebhookDispatcher dispatcher) {
        dispatcher.close();
    }

    @Scheduled(every = "15m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        new WebhookSweep(database, config.keepDelivered(), config.keepFailed()).run(clock.instant());
    }
}
