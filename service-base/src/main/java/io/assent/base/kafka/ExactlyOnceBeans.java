package io.assent.base.kafka;

import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.DeadLetters;
import io.assent.exactlyonce.Relay;
import io.assent.exactlyonce.RelayConfig;
import io.assent.exactlyonce.TopicIds;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The exactly-once library as beans: one relay a service, started with it. */
@ApplicationScoped
public class ExactlyOnceBeans {
    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Database database(DataSource dataSource) {
        return new Database(dataSource);
    }

    @Produces
    @Singleton
    TopicIds topicIds(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        return new TopicIds(kafka);
    }

    void close(@Disposes TopicIds topicIds) {
        topicIds.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    DeadLetters deadLetters(TopicIds topicIds, Clock clock) {
        return new DeadLetters(topicIds, clock);
    }

    @Produces
    @Singleton
    Relay relay(
            DataSource dataSource,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "assent.relay.name") String name,
            @ConfigProperty(name = "assent.relay.position-topic") String positionTopic,
            @ConfigProperty(name = "assent.relay.lanes") int lanes) {
        return new Relay(new RelayConfig(name, positionTopic, lanes, kafka), dataSource);
    }

    void start(@Observes @Priority(10) StartupEvent event, Relay relay) {
        relay.start();
    }

    void stop(@Observes ShutdownEvent event, Relay relay) {
        relay.close();
    }
}
