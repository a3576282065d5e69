package io.assent.base.kafka;

import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.DeadLetters;
import io.assent.exactlyonce.FencedConsumer;
import io.assent.exactlyonce.TopicIds;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;

/** Opens the fenced channels of a service and knows them all. */
@Singleton
public class FencedChannels {
    private final Database database;
    private final TopicIds topicIds;
    private final DeadLetters deadLetters;
    private final KafkaClientService clients;
    private final List<FencedConsumer> opened = new CopyOnWriteArrayList<>();

    public FencedChannels(Database database, TopicIds topicIds, DeadLetters deadLetters, KafkaClientService clients) {
        this.database = database;
        this.topicIds = topicIds;
        this.deadLetters = deadLetters;
        this.clients = clients;
    }

    /** The consumer of a channel; its positions are kept under the channel's name. */
    public FencedChannel open(String channel) {
        FencedConsumer consumer = new FencedConsumer(channel, database, topicIds, deadLetters)
                .whenFenced(() -> askForAssignment(channel));
        opened.add(consumer);
        return new FencedChannel(consumer);
    }

    /** True while every partition that was assigned could be taken. */
    public boolean noneStopped() {
        return opened.stream().allMatch(consumer -> consumer.stopped().isEmpty());
    }

    private void askForAssignment(String channel) {
        KafkaConsumer<Object, Object> client = clients.getConsumer(channel);
        client.runOnPollingThread((Consumer<Object, Object> kafka) -> kafka.enforceRebalance("fenced"))
                .subscribe()
                .with(_ -> {});
    }
}
