package io.assent.exactlyonce;

import io.assent.exactlyonce.Assignment.Claim;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Consumes into PostgreSQL exactly once. The offset lives in the database and moves in the transaction of the facts;
 * each assignment takes a new epoch, so that a consumer that lost a partition and does not know it yet (a zombie) finds
 * a newer epoch under the row lock, and applies nothing.
 */
public final class FencedConsumer {
    private static final Logger LOG = Logger.getLogger(FencedConsumer.class);
    private static final Duration OUTAGE_PAUSE = Duration.ofMillis(500);

    private final String name;
    private final Database database;
    private final DeadLetters deadLetters;
    private final ConsumerPositions positions;
    private final Assignment assignment;
    private volatile Runnable rejoin = () -> {};
    private volatile Runnable advanced = () -> {};
    private volatile java.util.function.Consumer<String> refused = _ -> {};
    private volatile boolean skips = true;
    private volatile boolean joined;
    private volatile long lastActiveNanos = System.nanoTime();

    /** @param name of the consumer in {@code consumer_position}, the same in all instances; usually the group id */
    public FencedConsumer(String name, Database database, TopicIds topicIds, DeadLetters deadLetters) {
        this.name = name;
        this.database = database;
        this.deadLetters = deadLetters;
        this.positions = new ConsumerPositions(name);
        this.assignment = new Assignment(name, database, topicIds, positions);
    }

    /**
     * @param rejoin asks the group for a new assignment ({@code Consumer.enforceRebalance} on the polling thread); called
     *     when another instance took a partition that Kafka still gives to this one
     */
    public FencedConsumer whenFenced(Runnable rejoin) {
        this.rejoin = rejoin;
        return this;
    }

    /** @param advanced called after each batch that may have moved a position */
    public FencedConsumer whenAdvanced(Runnable advanced) {
        this.advanced = advanced;
        return this;
    }

    /** @param refused called with the reason of each dead letter, once it is committed */
    public FencedConsumer whenRefused(java.util.function.Consumer<String> refused) {
        this.refused = refused;
        return this;
    }

    /**
     * For records that must not be passed over, such as revocations: instead of dead-lettering what cannot be applied,
     * the partition is held at it, and who waits behind a barrier waits.
     */
    public FencedConsumer neverSkips() {
        skips = false;
        return this;
    }

    /** Takes the partitions and seeks to their positions. Call it in the rebalance listener, on the polling thread. */
    public void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            assignment.take(consumer, partitions);
        }
        joined = true;
    }

    /** Call it in the rebalance listener, for revoked and for lost partitions. */
    public void revoked(Collection<TopicPartition> partitions) {
        assignment.drop(partitions);
    }

    /** Partitions that this instance holds. */
    public Set<TopicPartition> partitions() {
        return assignment.held();
    }

    /** Partitions that are held back because going on would skip records; they need an operator. */
    public Set<TopicPartition> stopped() {
        return assignment.stopped();
    }

    /** True once the group has said which partitions are this instance's, be it none. */
    public boolean joined() {
        return joined;
    }

    /** The next offset of each partition that this instance holds. */
    public Map<TopicPartition, Long> positions() {
        return assignment.positions();
    }

    /** Time since this consumer last began, tried or ended a batch. */
    public Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastActiveNanos);
    }

    /**
     * Applies a batch. Returns when it is committed, or when this instance no longer holds its partitions; an outage of
     * the database is waited for. A record that the handler or PostgreSQL refuses is found by bisection and dead-lettered.
     *
     * @param generation of the consumer group when the batch was polled
     */
    public void process(ConsumerRecords<byte[], byte[]> batch, int generation, BatchHandler handler) {
        Map<TopicPartition, Claim> mine = assignment.over(batch.partitions(), generation);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(batch.count());
        mine.keySet().forEach(partition -> records.addAll(batch.records(partition)));
        apply(records, mine, handler);
        advanced.run();
    }

    private void apply(
            List<ConsumerRecord<byte[], byte[]>> batch, Map<TopicPartition, Claim> mine, BatchHandler handler) {
        List<ConsumerRecord<byte[], byte[]>> records = batch.stream()
                .filter(record -> mine.containsKey(new TopicPartition(record.topic(), record.partition())))
                .toList();
        if (records.isEmpty()) {
            return;
        }
        try {
            commit(records, mine, handler);
        } catch (PoisonRecordException poison) {
            isolate(records, mine, handler, poison);
        } catch (DatabaseException refused) {
            if (!refused.refusesData()) {
                throw refused;
            }
            isolate(
                    records,
                    mine,
                    handler,
                    new PoisonRecordException("refused_by_database", "SQLSTATE " + refused.sqlState()));
        }
    }

    private void isolate(
            List<ConsumerRecord<byte[], byte[]>> records,
            Map<TopicPartition, Claim> mine,
            BatchHandler handler,
            PoisonRecordException poison) {
        if (records.size() == 1 && !skips) {
            ConsumerRecord<byte[], byte[]> record = records.getFirst();
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            mine.remove(partition);
            assignment.hold(partition, record.offset(), poison);
            return;
        }
        if (records.size() == 1) {
            commit(records, mine, (_, alone, rejections) -> rejections.reject(alone.getFirst(), poison));
            return;
        }
        int middle = records.size() / 2;
        apply(records.subList(0, middle), mine, handler);
        apply(records.subList(middle, records.size()), mine, handler);
    }

    private void commit(
            List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Claim> mine, BatchHandler handler) {
        while (!Thread.currentThread().isInterrupted()) {
            lastActiveNanos = System.nanoTime();
            try {
                Applied applied = database.transact(connection -> inTransaction(connection, records, mine, handler));
                lastActiveNanos = System.nanoTime();
                assignment.advanced(applied.nextOffsets());
                applied.reasons().forEach(refused);
                dropZombies(applied.lost(), mine);
                return;
            } catch (DatabaseException outage) {
                if (!outage.isTransient()) {
                    throw outage;
                }
                LOG.warnf("%s waits for its database: SQLSTATE %s", name, outage.sqlState());
                LockSupport.parkNanos(OUTAGE_PAUSE.toNanos());
            }
        }
        throw new IllegalStateException(name + " was interrupted before its batch was committed");
    }

    /** What a commit brought about. */
    private record Applied(Map<TopicPartition, Long> nextOffsets, Set<TopicPartition> lost, List<String> reasons) {}

    /** The row locks come first: a zombie does no work, and gates that share a position are ordered against its move. */
    private Applied inTransaction(
            Connection connection,
            List<ConsumerRecord<byte[], byte[]>> records,
            Map<TopicPartition, Claim> mine,
            BatchHandler handler)
            throws SQLException {
        Fence fence = new Fence(records, mine);
        fence.judge(positions.lock(connection, fence.partitions()));
        if (!fence.nextOffsets().isEmpty()) {
            positions.advance(connection, fence.nextOffsets());
        }
        List<OutboxRecord> letters = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        if (fence.admitted().isEmpty()) {
            positions.commitWithoutWaiting(connection);
        } else {
            handler.apply(connection, fence.admitted(), (record, reason, detail) -> {
                letters.add(deadLetters.letter(name, record, reason, detail));
                reasons.add(reason);
            });
        }
        if (!letters.isEmpty()) {
            Outbox.append(connection, fence.admitted().getFirst().partition(), letters);
        }
        return new Applied(fence.nextOffsets(), fence.lost(), reasons);
    }

    private void dropZombies(Set<TopicPartition> lost, Map<TopicPartition, Claim> mine) {
        boolean stillAssigned = false;
        for (TopicPartition partition : lost) {
            LOG.warnf("%s was fenced on %s: another instance took it", name, partition);
            Claim claim = mine.get(partition);
            stillAssigned |= claim != null && assignment.dropZombie(partition, claim);
        }
        if (stillAssigned) {
            rejoin.run();
        }
    }
}
