package io.assent.base.observe;

import io.assent.base.kafka.FencedChannels;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Looks once a second how far each channel is behind, and tells it to Prometheus; more often until all have settled. */
@Singleton
public class ChannelMetrics {
    private static final long WHILE_STARTING_MILLIS = 50;

    private final FencedChannels channels;
    private final KafkaClientService clients;
    private final MeterRegistry meters;
    private final Map<String, ChannelState> watched = new ConcurrentHashMap<>();

    public ChannelMetrics(FencedChannels channels, KafkaClientService clients, MeterRegistry meters) {
        this.channels = channels;
        this.clients = clients;
        this.meters = meters;
    }

    /** The service is ready as soon as its channels are, and not at the next full second. */
    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(WHILE_STARTING_MILLIS, timer -> {
            look();
            if (!watched.isEmpty() && unsettled().isEmpty()) {
                vertx.cancelTimer(timer);
            }
        });
    }

    /** Channels that wait for their partitions, or have not caught up. */
    Set<String> unsettled() {
        Set<String> unsettled = new TreeSet<>(channels.opened().keySet());
        watched.values().stream()
                .filter(ChannelState::settled)
                .map(ChannelState::channel)
                .forEach(unsettled::remove);
        return unsettled;
    }

    @Scheduled(every = "1s")
    void look() {
        channels.opened().forEach((channel, consumer) -> {
            ChannelState state = watched.computeIfAbsent(
                    channel, _ -> register(new ChannelState(channel, consumer, channels.isProjection(channel))));
            KafkaConsumer<Object, Object> client = clients.getConsumer(channel);
            if (client != null) {
                // The client may be asked only on the thread that polls.
                client.runOnPollingThread((Consumer<Object, Object> kafka) -> state.sawLag(lag(kafka)))
                        .subscribe()
                        .with(_ -> {}, _ -> {});
            }
        });
    }

    Collection<ChannelState> watched() {
        return watched.values();
    }

    /** Positions pass over transaction markers, so that an idle topic has no lag. */
    private static OptionalLong lag(Consumer<?, ?> kafka) {
        long sum = 0;
        for (TopicPartition partition : kafka.assignment()) {
            OptionalLong lag = kafka.currentLag(partition);
            if (lag.isEmpty()) {
                return lag;
            }
            sum += lag.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    private ChannelState register(ChannelState state) {
        gauge("assent.consumer.lag.records", state, ChannelState::lagRecords);
        gauge(
                "assent.consumer.partitions",
                state,
                each -> each.consumer().partitions().size());
        gauge(
                "assent.consumer.partitions.stopped",
                state,
                each -> each.consumer().stopped().size());
        gauge(
                "assent.projection.position",
                state,
                each -> each.consumer().positions().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        return state;
    }

    private void gauge(String name, ChannelState state, ToDoubleFunction<ChannelState> value) {
        Gauge.builder(name, state, value).tag("channel", state.channel()).register(meters);
    }
}
