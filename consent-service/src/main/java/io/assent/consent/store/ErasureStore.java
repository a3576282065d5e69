package io.assent.consent.store;

import io.assent.base.EventTime;
import io.assent.consent.ConsentConfig;
import io.assent.consent.history.HistoryChain;
import io.assent.consent.history.SaltedEntry;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.Relay;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Forgets people. What is held here goes at once, with the key that opens the person's history; the other services are told
 * in the order of all decisions, so that no gate decides on what is gone. When all of them have reported, tombstones take the
 * person's keys out of the topic.
 */
@Singleton
public class ErasureStore {
    private static final int ID_BYTES = 16;

    private final Database database;
    private final EntryJson json;
    private final ConsentEvents events;
    private final SequenceGuard guard;
    private final Relay relay;
    private final EventTime time;
    private final ConsentMetrics metrics;
    private final Set<String> reporters;

    public ErasureStore(
            Database database,
            EntryJson json,
            ConsentEvents events,
            SequenceGuard guard,
            Relay relay,
            EventTime time,
            ConsentMetrics metrics,
            ConsentConfig config) {
        this.database = database;
        this.json = json;
        this.events = events;
        this.guard = guard;
        this.relay = relay;
        this.time = time;
        this.metrics = metrics;
        this.reporters = config.erasureReporters();
    }

    private record Begun(Outcome outcome, int shard, long sequence) {}

    /** Forgets the person here and tells the others; to be answered, like a decision, when Kafka has committed that. */
    public Outcome begin(String person, Instant occurredAt) {
        Begun begun = database.transact(connection -> begin(connection, person, occurredAt));
        guard.saw(begun.shard(), begun.sequence());
        relay.wake();
        return begun.outcome();
    }

    private Begun begin(Connection connection, String person, Instant occurredAt) throws SQLException {
        int shard = StateKey.erasure(person).shard();
        SortedMap<Integer, ShardRows.Head> heads = ShardRows.lock(connection, List.of(shard));
        ShardRows.Head head = Objects.requireNonNull(heads.get(shard), "locked");
        if (guard.isBehind(shard, head)) {
            return new Begun(ConsentWriter.BEHIND_LOG, shard, head.sequence());
        }
        long version = head.sequence() + 1;
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(PersonKeys.random(ID_BYTES));
        Entry.OfErasure entry = new Entry.OfErasure(person, id, version, occurredAt, time.wall());

        List<String> counterparts = ErasedRows.delete(connection, person);
        ErasureRows.insert(connection, id, person, counterparts, entry.recordedAt());
        SaltedEntry nameless = HistoryRows.salted(json.write(new Erased(id, version, entry.change())));
        byte[] hash = HistoryChain.next(head.hash(), version, nameless.commitment());
        HistoryRows.insertErasure(connection, shard, version, nameless.commitment(), hash, entry.recordedAt());
        heads.put(shard, head.next(hash));
        ShardRows.advance(connection, heads);
        long lane = Outbox.append(connection, shard, List.of(events.erased(entry)));

        String answer = json.write(status(id, entry.recordedAt(), null, new TreeMap<>()));
        Stated stated = new Stated(shard, version, answer, lane, entry.needsCommitWait());
        return new Begun(new Outcome.Decided(stated, true), shard, version);
    }

    /** What the history covers of an erasure. */
    private record Erased(String erasure, long version, String change) {}

    public Optional<ErasureStatus> status(String id) {
        return database.transact(connection -> {
            Optional<ErasureRows.Row> found = ErasureRows.find(connection, id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            ErasureRows.Row row = found.get();
            return Optional.of(status(id, row.askedAt(), row.completedAt(), ErasureRows.reports(connection, id)));
        });
    }

    /** A service holds nothing on the person of this erasure any more. */
    public record Report(String erasure, String service, Instant at) {}

    /**
     * Notes the reports, and completes the erasures of which none is missing.
     *
     * @return those of the erasures that somebody asked for
     */
    public Set<String> report(Connection connection, List<Report> reports) throws SQLException {
        // Two services may report at once to two instances: who comes second sees the report of the first.
        Set<String> asked = ErasureRows.lock(
                connection, reports.stream().map(Report::erasure).distinct().toList());
        ErasureRows.insert(
                connection,
                reports.stream()
                        .filter(report -> asked.contains(report.erasure()))
                        .toList());
        List<ErasureRows.Pending> done = ErasureRows.reported(connection, asked, reporters);
        if (!done.isEmpty()) {
            complete(connection, done);
        }
        return asked;
    }

    /** Under the shards' locks, taken in their order as everyone does, so that who comes back meanwhile keeps what is new. */
    private void complete(Connection connection, List<ErasureRows.Pending> done) throws SQLException {
        SortedMap<Integer, ShardRows.Head> _ = ShardRows.lock(
                connection,
                done.stream()
                        .map(erasure -> StateKey.erasure(erasure.person()).shard())
                        .distinct()
                        .toList());
        Instant now = time.wall();
        ErasureRows.complete(connection, done, now);
        Lanes lanes = new Lanes();
        for (ErasureRows.Key gone : ErasureRows.gone(connection, done)) {
            StateKey key = new StateKey(gone.person(), gone.counterpart());
            lanes.add(key.shard(), events.tombstone(key, gone.erasure() + "-" + gone.counterpart(), now));
        }
        lanes.append(connection);
        done.forEach(erasure -> metrics.erased(erasure.askedAt(), now));
    }

    private ErasureStatus status(
            String id, Instant askedAt, @Nullable Instant completedAt, SortedMap<String, Instant> reports) {
        List<ErasureStatus.Service> services = reporters.stream()
                .sorted()
                .map(service -> ErasureStatus.Service.of(service, reports.get(service)))
                .toList();
        return new ErasureStatus(id, ErasureStatus.state(completedAt), askedAt, completedAt, services);
    }
}
