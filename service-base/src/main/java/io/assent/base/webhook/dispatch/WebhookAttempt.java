package io.assent.base.webhook.dispatch;

import io.assent.base.webhook.AttemptResult;
import io.assent.base.webhook.WebhookUrl;
import io.assent.base.webhook.store.ClaimedDelivery;
import io.assent.base.webhook.store.DeliverySettlement;
import io.assent.base.webhook.store.DeliverySettlement.Settled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** One attempt at one delivery: sign, send, write down. */
public final class WebhookAttempt {
    private static final Logger LOG = Logger.getLogger(WebhookAttempt.class);

    /** However many attempts end together, they leave the pool's other connections to what people wait for. */
    private static final int SETTLED_AT_A_TIME = 4;

    private final WebhookSender sender;
    private final EndpointKeys keys;
    private final DeliverySettlement settlement;
    private final WebhookMetrics metrics;
    private final Clock clock;
    private final Duration longest;
    private final Semaphore settling = new Semaphore(SETTLED_AT_A_TIME);

    /** @param longest that an attempt can take: it is not begun when its lease ends before */
    public WebhookAttempt(
            WebhookSender sender,
            EndpointKeys keys,
            DeliverySettlement settlement,
            WebhookMetrics metrics,
            Clock clock,
            Duration longest) {
        this.sender = sender;
        this.keys = keys;
        this.settlement = settlement;
        this.metrics = metrics;
        this.clock = clock;
        this.longest = longest;
    }

    void make(ClaimedDelivery delivery) {
        Instant now = clock.instant();
        if (now.plus(longest).isAfter(delivery.leasedUntil())) {
            return;
        }
        AttemptResult result = metrics.timeAttempt(() -> send(delivery, now));
        settle(delivery, result).ifPresent(settled -> {
            metrics.settled(settled.verdict());
            if (settled.disabled() != null) {
                LOG.infof("webhook %s is disabled: %s", delivery.endpoint(), settled.disabled());
            }
        });
    }

    private Optional<Settled> settle(ClaimedDelivery delivery, AttemptResult result) {
        settling.acquireUninterruptibly();
        try {
            double random = ThreadLocalRandom.current().nextDouble();
            return settlement.settle(delivery, result, clock.instant(), random);
        } finally {
            settling.release();
        }
    }

    private AttemptResult send(ClaimedDelivery delivery, Instant now) {
        WebhookUrl url = WebhookUrl.parse(delivery.url()).orElseThrow();
        Map<String, String> headers = Map.of(
                "content-type", "application/json",
                "user-agent", "Assent-Webhooks/1.0",
                "webhook-id", delivery.id(),
                "webhook-timestamp", Long.toString(now.getEpochSecond()),
                "webhook-signature", keys.sign(delivery.endpoint(), delivery.id(), now, delivery.body()));
        return sender.send(url, delivery.attempts(), headers, delivery.body());
    }
}
