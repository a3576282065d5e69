package io.assent.notification.push;

import io.assent.base.webhook.AddressGuard;
import io.assent.base.webhook.AttemptResult;
import io.assent.base.webhook.WebhookUrl;
import io.assent.base.webhook.dispatch.AddressLookup;
import io.assent.base.webhook.dispatch.RegistrationCheck;
import io.assent.base.webhook.dispatch.WebhookConfig;
import io.assent.base.webhook.dispatch.WebhookSender;
import io.assent.base.webhook.store.Registration.Refused;
import io.assent.notification.delivery.Urgency;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Knocks at push services: an empty request, of which they learn that a device is to connect, and nothing else. A device
 * chooses its endpoint, and must not reach through us what it cannot reach itself: the guard is the one of webhooks.
 */
@Singleton
public class PushSender {
    /** A later wake-up takes the place of one that the push service still holds. */
    private static final String TOPIC = "wake-up";

    private final AddressLookup lookup;
    private final RegistrationCheck check;
    private final WebhookSender sender;
    private final VapidKey vapid;
    private final Clock clock;

    public PushSender(Vertx vertx, WebhookConfig config, VapidKey vapid, Clock clock) {
        this.lookup = new AddressLookup(InetAddress::getAllByName, new AddressGuard(config.allowPrivateAddresses()));
        this.check = new RegistrationCheck(lookup, config.allowInsecure());
        this.sender = new WebhookSender(vertx, lookup, clock, config.timeout(), new HttpClientOptions());
        this.vapid = vapid;
        this.clock = clock;
    }

    @PreDestroy
    void close() {
        sender.close();
        lookup.close();
    }

    /** Why nothing would ever be sent to this endpoint. */
    public Optional<Refused> refusal(String endpoint) {
        return check.refusal(endpoint);
    }

    /**
     * @param attempt the how many-eth
     * @param until when the push service may forget it
     */
    AttemptResult send(String endpoint, int attempt, Urgency urgency, Instant until) {
        WebhookUrl url = WebhookUrl.parse(endpoint).orElseThrow();
        Instant now = clock.instant();
        long ttlSeconds = Math.max(0, Duration.between(now, until).toSeconds());
        Map<String, String> headers = Map.of(
                "TTL", Long.toString(ttlSeconds),
                "Urgency", urgency.code(),
                "Topic", TOPIC,
                "Authorization", vapid.authorization(url, now));
        return sender.send(url, attempt, headers, "");
    }
}
