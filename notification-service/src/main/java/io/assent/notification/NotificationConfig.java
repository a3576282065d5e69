package io.assent.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

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

    /** How long the list of refused requests remembers: as long as the topic of dead letters. */
    @WithDefault("30d")
    Duration keepDeadLetters();
}
