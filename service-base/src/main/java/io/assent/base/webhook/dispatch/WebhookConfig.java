package io.assent.base.webhook.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of webhooks, the same in each service that sends some. */
@ConfigMapping(prefix = "assent.webhook")
public interface WebhookConfig {
    /** The keys of endpoints are made of these; while one is exchanged there are two. */
    Optional<List<String>> secrets();

    /** Receivers without TLS: on a developer's machine only. */
    @WithDefault("false")
    boolean allowInsecure();

    /** Receivers on this machine and in private networks: on a developer's machine only. */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** How long an attempt may take. */
    @WithDefault("15s")
    Duration timeout();

    /** Attempts at a time, over all endpoints. */
    @WithDefault("256")
    int concurrency();

    /** An endpoint that failed so long without a break is disabled. */
    @WithDefault("5d")
    Duration patience();

    /** After this a delivered event is forgotten. */
    @WithDefault("7d")
    Duration keepDelivered();

    /** After this an event that was not delivered is forgotten. */
    @WithDefault("30d")
    Duration keepFailed();
}
