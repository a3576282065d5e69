package io.assent.servers;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The table of topics, {@code deploy/topics.csv}: the same for tests, the local stack and clusters. */
public final class TopicTable {
    private TopicTable() {}

    /**
     * One topic.
     *
     * @param segmentMillis 0 leaves Kafka's default
     * @param compactionMillis so long at most a record stays that a later one replaced or erased; 0 leaves it to the share
     *     of such records, which in a large log may take for ever
     */
    @JsonPropertyOrder({
        "name",
        "partitions",
        "cleanupPolicy",
        "retentionMillis",
        "segmentMillis",
        "compactionMillis",
        "owner",
        "about"
    })
    public record Topic(
            String name,
            int partitions,
            String cleanupPolicy,
            long retentionMillis,
            long segmentMillis,
            long compactionMillis,
            String owner,
            String about) {

        NewTopic withReplicas(short replicas, Map<String, String> more) {
            Map<String, String> configuration = new HashMap<>(more);
            configuration.put("cleanup.policy", cleanupPolicy);
            configuration.put("retention.ms", Long.toString(retentionMillis));
            configuration.put("min.insync.replicas", replicas >= 3 ? "2" : "1");
            if (segmentMillis > 0) {
                configuration.put("segment.ms", Long.toString(segmentMillis));
            }
            if (compactionMillis > 0) {
                configuration.put("max.compaction.lag.ms", Long.toString(compactionMillis));
            }
            return new NewTopic(name, partitions, replicas).configs(configuration);
        }
    }

    public static List<Topic> read() {
        try (InputStream table =
                        Objects.requireNonNull(TopicTable.class.getResourceAsStream("/topics.csv"), "topics.csv");
                MappingIterator<Topic> rows = new CsvMapper()
                        .readerFor(Topic.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(table)) {
            return rows.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates the topics that are missing. */
    public static void create(String bootstrapServers, short replicas) {
        create(bootstrapServers, replicas, Map.of());
    }

    /** Creates the topics that are missing. @param more configuration of each, beside the table's */
    static void create(String bootstrapServers, short replicas, Map<String, String> more) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> existing = admin.listTopics().names().get();
            admin.createTopics(read().stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .map(topic -> topic.withReplicas(replicas, more))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot create the topics", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating the topics", e);
        }
    }
}
