package io.assent.exactlyonce;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** The partitions that this instance believes to hold, each with the epoch under which it took it. */
final class Assignment {
    private static final Logger LOG = Logger.getLogger(Assignment.class);

    private final String consumerName;
    private final Database database;
    private final TopicIds topicIds;
    private final ConsumerPositions positions;
    private final Map<TopicPartition, Claim> claims = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> nextOffsets = new ConcurrentHashMap<>();
    private final Set<TopicPartition> stopped = ConcurrentHashMap.newKeySet();

    Assignment(String consumerName, Database database, TopicIds topicIds, ConsumerPositions positions) {
        this.consumerName = consumerName;
        this.database = database;
        this.topicIds = topicIds;
        this.positions = positions;
    }

    /** @param generation of the consumer group in which the partition was assigned: batches of older ones are stale */
    record Claim(long epoch, int generation) {}

    void take(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        int generation = consumer.groupMetadata().generationId();
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            String topicId = topicIds.current(partition.topic());
            long start = starts.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, start);
            ConsumerPositions.Position position =
                    database.transact(connection -> positions.take(connection, partition, topicId, start));
            boolean inRange = position.nextOffset() >= start && position.nextOffset() <= end;
            if (inRange && position.topicId().equals(topicId)) {
                stopped.remove(partition);
                claims.put(partition, new Claim(position.epoch(), generation));
                nextOffsets.put(partition, position.nextOffset());
                consumer.seek(partition, position.nextOffset());
            } else {
                stop(partition, position, topicId, start, end);
            }
        }
    }

    void drop(Collection<TopicPartition> partitions) {
        partitions.forEach(claims::remove);
        partitions.forEach(nextOffsets::remove);
        stopped.removeAll(partitions);
    }

    /** Forgets a claim that turned out to be a zombie's, unless the partition was taken anew meanwhile. */
    boolean dropZombie(TopicPartition partition, Claim claim) {
        return claims.remove(partition, claim);
    }

    /** The claims under which a batch of this generation may be applied, as they are now. */
    Map<TopicPartition, Claim> over(Collection<TopicPartition> partitions, int generation) {
        Map<TopicPartition, Claim> mine = new HashMap<>();
        for (TopicPartition partition : partitions) {
            Claim claim = claims.get(partition);
            if (claim != null && generation >= claim.generation()) {
                mine.put(partition, claim);
            }
        }
        return mine;
    }

    /** A commit moved these positions; of those that were lost meanwhile nothing is noted. */
    void advanced(Map<TopicPartition, Long> moved) {
        moved.forEach((partition, next) -> nextOffsets.computeIfPresent(partition, (_, _) -> next));
    }

    Map<TopicPartition, Long> positions() {
        return Map.copyOf(nextOffsets);
    }

    Set<TopicPartition> held() {
        return Set.copyOf(claims.keySet());
    }

    Set<TopicPartition> stopped() {
        return Set.copyOf(stopped);
    }

    /** Goes no further than this record. */
    void hold(TopicPartition partition, long offset, PoisonRecordException why) {
        claims.remove(partition);
        stopped.add(partition);
        LOG.errorf(
                "%s stopped on %s at %d, which cannot be applied and must not be skipped: %s, %s",
                consumerName, partition, offset, why.reason(), why.getMessage());
    }

    private void stop(
            TopicPartition partition, ConsumerPositions.Position position, String topicId, long start, long end) {
        claims.remove(partition);
        stopped.add(partition);
        LOG.errorf(
                "%s stopped on %s: its position %d of topic %s is not in [%d, %d] of topic %s; going on would skip records",
                consumerName, partition, position.nextOffset(), position.topicId(), start, end, topicId);
    }
}
