package io.assent.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings of notification-service. */
@ConfigMapping(prefix = "assent.notification")
public interface NotificationConfig {
    /** Names this instance in its barriers; unique among those that run. */
    @WithDefault("${assent.instance:${quarkus.uuid}}")
    String instance();

    /** How long a batch waits for the projection to pass its barrier before it writes a new one. */
    @WithDefault("5s")
    Duration barrierTimeout();

    /** Partitions of the topic that is created for a company's own requests. */
    @WithDefault("3")
    int companyTopicPartitions();

    /** Replicas of that topic. */
    @WithDefault("${assent.kafka.replicas:1}")
    short companyTopicReplicas();

    /** Messages handed over in one transaction, at most. */
    @WithDefault("200")
    int handOverSize();

    /** A file with the rules of categories, instead of the service's own. */
    Optional<String> categories();

    /** A file with the limits of fair use, instead of the service's own. */
    Optional<String> fairUse();

    /** How often companies' quality is assessed. */
    @WithDefault("60s")
    Duration qualityInterval();

    /** Calls that a company may make to one instance. */
    RateLimit rateLimit();

    /** A bucket that holds {@code burst} calls, and is filled with {@code calls} in a {@code period}. */
    interface RateLimit {
        @WithDefault("1000")
        long calls();

        @WithDefault("1s")
        Duration period();

        @WithDefault("2000")
        long burst();
    }
    /** When a device that acknowledges nothing is shown a message again; then after twice as long each time. */
    @WithDefault("30s")
    Duration redeliveryFirst();

    /** It is shown it again after this long at the latest. */
    @WithDefault("15m")
    Duration redeliveryLongest();

    /** Messages without a receipt on one connection, at most: then nothing more is written until receipts come. */
    @WithDefault("1000")
    int unacknowledged();
    /** A private EC key on P-256 as JWK, by which push services know this server; without it no device is woken. */
    Optional<String> vapidKey();

    /** A mailto: or https: address at which push services reach the operator; needed with a key. */
    Optional<String> vapidSubject();
    /** How long the list of refused requests remembers: as long as the topic of dead letters. */
    @WithDefault("30d")
    Duration keepDeadLetters();
}
