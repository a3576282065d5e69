package io.assent.notification.kafka;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.assent.notification.NotificationConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The request topics of companies. */
@Singleton
public class CompanyTopics {
    private static final String RETENTION = Long.toString(Duration.ofDays(7).toMillis());

    private final Admin admin;
    private final NotificationConfig config;

    public CompanyTopics(@Identifier("default-kafka-broker") Map<String, Object> kafka, NotificationConfig config) {
        this.admin = Admin.create(kafka);
        this.config = config;
    }

    @PreDestroy
    void close() {
        admin.close();
    }

    /** Creates those that are missing; tries until Kafka has done it. */
    void create(Collection<String> companies) {
        RetryPolicy<Object> untilDone = RetryPolicy.builder()
                .handle(ExecutionException.class)
                .withDelay(Duration.ofMillis(500))
                .withMaxRetries(-1)
                .build();
        companies.forEach(company -> Failsafe.with(untilDone).run(() -> create(company)));
    }

    private void create(String company) throws ExecutionException, InterruptedException {
        // As the topics of the table: what was acknowledged outlives the loss of one broker.
        String inSync = config.companyTopicReplicas() >= 3 ? "2" : "1";
        NewTopic topic = new NewTopic(
                        RequestDecoder.TOPIC + "." + company,
                        config.companyTopicPartitions(),
                        config.companyTopicReplicas())
                .configs(Map.of("retention.ms", RETENTION, "min.insync.replicas", inSync));
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
