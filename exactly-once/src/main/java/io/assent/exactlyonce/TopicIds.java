package io.assent.exactlyonce;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** The id that Kafka gave a topic: a topic that was deleted and created again has the name, but not the id. */
public final class TopicIds implements AutoCloseable {
    private final Admin admin;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** @param kafka connection properties, at least {@code bootstrap.servers} */
    public TopicIds(Map<String, Object> kafka) {
        this.admin = Admin.create(kafka);
    }

    /** The id as the cluster has it now. */
    String current(String topic) {
        try {
            String id = admin.describeTopics(Set.of(topic)).allTopicNames().get().values().stream()
                    .map(description -> description.topicId().toString())
                    .findFirst()
                    .orElseThrow();
            known.put(topic, id);
            return id;
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot look up topic " + topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while looking up topic " + topic, e);
        }
    }

    /** The id as it was when the partition was taken. */
    String of(String topic) {
        String id = known.get(topic);
        return id == null ? current(topic) : id;
    }

    @Override
    public void close() {
        admin.close();
    }
}
