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

    /** A private EC key on P-256 as JWK, by which push services know this server; without it no device is woken. */
    Optional<String> vapidKey();

    /** A mailto: or https: address at which push services reach the operator; needed with a key. */
    Optional<String> vapidSubject();
}
