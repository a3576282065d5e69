package io.assent.base.webhook.dispatch;

import io.assent.base.observe.DatabaseFigures;
import io.assent.base.webhook.DeliveryVerdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Objects;
import java.util.function.Supplier;

/** What an SRE wants to know of webhooks; docs/metrics.md explains each. */
public final class WebhookMetrics {
    /** Of endpoints that answer: what waits for others waits for their owners. */
    private static final String DUE_AGE =
            "select coalesce(extract(epoch from clock_timestamp() - min(first.due_at)), 0)"
                    + " from webhook_endpoint as endpoint cross join lateral (select min(due_at) as due_at from webhook_delivery"
                    + " where endpoint = endpoint.id and state = 'pending') as first"
                    + " where endpoint.disabled_at is null and endpoint.failing_since is null"
                    + " and first.due_at <= clock_timestamp()";

    private static final String DISABLED = "select count(*) from webhook_endpoint where disabled_at is not null";

    private final Counter delivered;
    private final Counter retried;
    private final Counter failed;
    private final Counter gone;
    private final Timer attempts;

    public WebhookMetrics(MeterRegistry registry) {
        this.delivered = result(registry, "delivered");
        this.retried = result(registry, "retried");
        this.failed = result(registry, "failed");
        this.gone = result(registry, "gone");
        this.attempts = registry.timer("assent.webhook.attempt");
    }

    static void register(DatabaseFigures figures) {
        figures.register("assent.webhook.due.age.seconds", DUE_AGE);
        figures.register("assent.webhook.disabled.endpoints", DISABLED);
    }

    <T> T timeAttempt(Supplier<T> attempt) {
        return Objects.requireNonNull(attempts.record(attempt));
    }

    void settled(DeliveryVerdict verdict) {
        switch (verdict) {
            case DeliveryVerdict.Delivered _ -> delivered.increment();
            case DeliveryVerdict.TryAgain _ -> retried.increment();
            case DeliveryVerdict.GivenUp _ -> failed.increment();
            case DeliveryVerdict.Gone _ -> gone.increment();
        }
    }

    private static Counter result(MeterRegistry registry, String result) {
        return registry.counter("assent.webhook.attempts", "result", result);
    }
}
