package io.assent.notification.kafka;

import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.DatabaseException;
import io.assent.notification.store.ConsentBarrier;
import io.assent.notification.store.DeadLetter;
import io.assent.notification.store.DeadLetterStore;
import io.assent.notification.store.GateStore;
import io.assent.notification.store.ReplayStore;
import io.assent.notification.store.ReplayStore.Outcome;
import io.assent.notification.store.ReplayStore.Settled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts refused requests through the gate again, when what they were refused for is mended. A record is marked as replayed in
 * the transaction that takes it: whoever comes second, and whatever is tried again, finds it done.
 */
@Singleton
public class DeadLetterReplay {
    private static final int GROUP = 200;
    private static final int MOST = 5_000;

    private final ReplayStore store;
    private final OriginRecords origins;
    private final GateTransaction gate;
    private final ConsentBarrier barrier;
    private final Database database;
    private final EventTime time;
    private final ReplayReport report;

    public DeadLetterReplay(
            ReplayStore store,
            OriginRecords origins,
            GateTransaction gate,
            ConsentBarrier barrier,
            Database database,
            EventTime time,
            ReplayReport report) {
        this.store = store;
        this.origins = origins;
        this.gate = gate;
        this.barrier = barrier;
        this.database = database;
        this.time = time;
        this.report = report;
    }

    /**
     * @param counts letters by outcome: taken, repeated, refused, gone
     * @param more whether others wait that this call has not looked at
     */
    public record Replayed(Map<String, Long> counts, boolean more) {
        /** None was left to look at. */
        public boolean none() {
            return counts.values().stream().allMatch(count -> count == 0);
        }
    }

    /**
     * Replays what was refused for a reason in a time, at most 5,000 letters a call.
     *
     * @param wanted with a reason; of one company, or of all
     * @throws io.assent.exactlyonce.BarrierException when the consent log cannot be followed now; what was done stays done
     */
    public Replayed run(DeadLetterStore.Filter wanted) {
        String replay = UUID.randomUUID().toString();
        int looked = 0;
        List<DeadLetter> group = store.waiting(replay, wanted, GROUP);
        while (!group.isEmpty() && looked < MOST) {
            Map<String, ConsumerRecord<byte[], byte[]>> records = origins.read(group);
            replay(replay, group, records, gate.decode(batch(records)));
            looked += group.size();
            group = store.waiting(replay, wanted, GROUP);
        }
        return new Replayed(store.counts(replay), !group.isEmpty());
    }

    private void replay(
            String replay,
            List<DeadLetter> letters,
            Map<String, ConsumerRecord<byte[], byte[]>> records,
            DecodedBatch decoded) {
        long began = System.nanoTime();
        // After the records were read, as at the gate: what was acknowledged before lies before the barrier.
        Map<Integer, Long> passed = barrier.pass(decoded.people());
        List<GateStore.Decided> taken = new ArrayList<>();
        List<Settled> settled = new ArrayList<>();
        try {
            database.transact(connection -> {
                taken.clear();
                settled.clear();
                List<DeadLetter> mine = stillWaiting(connection, replay, letters);
                settled.addAll(new ReplayAttempt(gate, mine, records, decoded).decide(connection, passed, taken));
                store.settle(connection, replay, settled, time.wall());
                return mine.size();
            });
        } catch (DatabaseException refused) {
            if (!refused.refusesData()) {
                throw refused;
            }
            isolate(replay, letters, records, decoded, refused);
            return;
        }
        report.tell(taken, settled, Duration.ofNanos(System.nanoTime() - began));
    }

    /** As the fenced consumer does: of a group that the database refuses, one is to blame. */
    private void isolate(
            String replay,
            List<DeadLetter> letters,
            Map<String, ConsumerRecord<byte[], byte[]>> records,
            DecodedBatch decoded,
            DatabaseException refused) {
        if (letters.size() > 1) {
            int middle = letters.size() / 2;
            replay(replay, letters.subList(0, middle), records, decoded);
            replay(replay, letters.subList(middle, letters.size()), records, decoded);
            return;
        }
        List<Settled> settled = List.of(new Settled(
                letters.getFirst().id(), Outcome.REFUSED, "refused_by_database", "SQLSTATE " + refused.sqlState()));
        boolean mine = database.transact(connection -> {
            if (stillWaiting(connection, replay, letters).isEmpty()) {
                return false;
            }
            store.settle(connection, replay, settled, time.wall());
            return true;
        });
        report.tell(List.of(), mine ? settled : List.of(), Duration.ZERO);
    }

    private List<DeadLetter> stillWaiting(Connection connection, String replay, List<DeadLetter> letters)
            throws SQLException {
        Set<String> locked = store.lock(
                connection, replay, letters.stream().map(DeadLetter::id).toList());
        return letters.stream().filter(letter -> locked.contains(letter.id())).toList();
    }

    private static ConsumerRecords<byte[], byte[]> batch(Map<String, ConsumerRecord<byte[], byte[]>> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition = new HashMap<>();
        records.values()
                .forEach(record -> byPartition
                        .computeIfAbsent(new TopicPartition(record.topic(), record.partition()), _ -> new ArrayList<>())
                        .add(record));
        return new ConsumerRecords<>(byPartition, Map.of());
    }
}
