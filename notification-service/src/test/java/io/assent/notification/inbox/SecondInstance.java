package io.assent.notification.inbox;

import io.assent.base.EventTime;
import io.assent.base.trace.Traces;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Relay;
import io.assent.notification.NotificationConfig;
import io.assent.notification.store.DeliveryEvents;
import io.assent.notification.store.HandOverStore;
import io.assent.notification.store.NoticeStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Hand-over, as another instance of the service on the same database has it, with sessions, threads and figures of its own. */
public final class SecondInstance implements AutoCloseable {
    public static final String NAME = "the-second";

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final NotificationConfig config;
    private final NoticeStore notices;
    private final NoticeListener listener;
    private final HandOver handOver;

    /** What it takes from the first. */
    public record Shared(DataSource dataSource, DeliveryEvents events, EventTime time, Relay relay, Traces traces) {}

    public SecondInstance(Shared shared, Map<String, String> settings) {
        this(shared, shared.dataSource(), settings);
    }

    /** @param listening where it gets the session from on which it listens to others */
    public SecondInstance(Shared shared, DataSource listening, Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(NotificationConfig.class)
                .withDefaultValue("assent.notification.instance", NAME);
        settings.forEach((name, value) -> builder.withDefaultValue("assent.notification." + name, value));
        config = builder.build().getConfigMapping(NotificationConfig.class);
        notices = new NoticeStore(config);
        listener = new NoticeListener(listening, notices);
        Database database = new Database(shared.dataSource());
        handOver = new HandOver(
                new HandOverStore(database, shared.events(), notices, shared.time(), config),
                shared.relay(),
                new DeliveryMetrics(meters, shared.traces(), Clock.systemUTC()),
                listener,
                config);
    }

    public SecondInstance start() {
        handOver.start(new StartupEvent());
        return this;
    }

    public boolean hears() {
        return listener.hears();
    }

    public NoticeStore notices() {
        return notices;
    }

    public RecordingSocket connect(String person, String kid) {
        return connect(person, kid, new RecordingSocket());
    }

    public RecordingSocket connect(String person, String kid, RecordingSocket socket) {
        handOver.connect(new InboxConnection(
                person, () -> List.of(kid), Instant.now(), Instant.now(), socket, Outstanding.of(config)));
        return socket;
    }

    public void acknowledged(String person, Collection<String> messages) {
        handOver.acknowledged(person, Set.copyOf(messages));
    }

    /** Messages that it handed to devices: {@code local}, {@code notified}, {@code polled}, {@code connected} or {@code redelivered}. */
    public long handedOver(String way) {
        return (long) meters.counter("assent.hand.overs", "way", way).count();
    }

    @Override
    public void close() {
        handOver.stop(new ShutdownEvent());
    }
}
