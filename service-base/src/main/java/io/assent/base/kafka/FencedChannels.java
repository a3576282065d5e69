package io.assent.base.kafka;

import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.DeadLetters;
import io.assent.exactlyonce.FencedConsumer;
import io.assent.exactlyonce.TopicIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;

/** Opens the fenced channels of a service and knows them all. */
@Singleton
public class FencedChannels {
    private final Database database;
    private final TopicIds topicIds;
    private final DeadLetters deadLetters;
    private final KafkaClientService clients;
    private final Map<String, FencedConsumer> opened = new ConcurrentHashMap<>();
    private final Set<String> projections = ConcurrentHashMap.newKeySet();
    private final MeterRegistry meters;

    public FencedChannels(
            Database database,
            TopicIds topicIds,
            DeadLetters deadLetters,
            KafkaClientService clients,
            MeterRegistry meters) {
        this.database = database;
        this.topicIds = topicIds;
        this.deadLetters = deadLetters;
        this.clients = clients;
        this.meters = meters;
    }

    /** The consumer of a channel; its positions are kept under the channel's name. */
    public FencedChannel open(String channel) {
        FencedConsumer consumer = new FencedConsumer(channel, database, topicIds, deadLetters)
                .whenFenced(() -> askForAssignment(channel))
                .whenRefused(reason -> meters.counter("assent.dead.letters", "channel", channel, "reason", reason)
                        .increment());
        opened.put(channel, consumer);
        return new FencedChannel(channel, consumer, meters);
    }

    /** A channel that others wait for: the service is not ready before it has caught up. */
    public FencedChannel openProjection(String channel) {
        projections.add(channel);
        return open(channel);
    }

    public boolean isProjection(String channel) {
        return projections.contains(channel);
    }

    /** The consumers that were opened so far, by channel. */
    public Map<String, FencedConsumer> opened() {
        return Map.copyOf(opened);
    }

    /** True while every partition that was assigned could be taken. */
    public boolean noneStopped() {
        return opened.values().stream().allMatch(consumer -> consumer.stopped().isEmpty());
    }

    private void askForAssignment(String channel) {
        KafkaConsumer<Object, Object> client = clients.getConsumer(channel);
        client.runOnPollingThread((Consumer<Object, Object> kafka) -> kafka.enforceRebalance("fenced"))
                .subscribe()
                .with(_ -> {});
    }
}
