package io.assent.base.webhook.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.base.webhook.store.WebhookSweep;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSweepTest {
    private final WebhookSweep sweep = new WebhookSweep(Webhooks.DATABASE, Duration.ofDays(7), Duration.ofDays(30));

    @BeforeEach
    void givenADelivery() {
        Webhooks.forgetAll();
        Webhooks.register("https://hooks.example.com/");
        Webhooks.happen("p-1", "e-1");
    }

    @Test
    void whatWasDeliveredIsForgottenAfterAWeek() {
        Webhooks.execute("update webhook_delivery set state = 'delivered', ended_at = now()");

        assertForgottenBetween(Duration.ofDays(6), Duration.ofDays(8));
    }

    @Test
    void whatFailedIsForgottenAfterAMonth() {
        Webhooks.execute("update webhook_delivery set state = 'failed', ended_at = now()");

        assertForgottenBetween(Duration.ofDays(29), Duration.ofDays(31));
    }

    @Test
    void whatWaitsForADisabledEndpointIsForgottenAfterAMonth() {
        Webhooks.execute("update webhook_endpoint set disabled_at = now(), disabled_reason = 'gone'");

        assertForgottenBetween(Duration.ofDays(29), Duration.ofDays(31));
    }

    @Test
    void whatWaitsForAnEndpointIsNeverForgotten() {
        sweep.run(Instant.now().plus(Duration.ofDays(365)));

        assertThat(Webhooks.count("true")).isEqualTo(1);
    }

    private void assertForgottenBetween(Duration kept, Duration forgotten) {
        sweep.run(Instant.now().plus(kept));
        assertThat(Webhooks.count("true")).isEqualTo(1);
        sweep.run(Instant.now().plus(forgotten));
        assertThat(Webhooks.count("true")).isZero();
    }
}
