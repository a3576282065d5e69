package io.assent.consent.store;

import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the tail of the own topic means for the database. */
@Singleton
public class LogTail {
    private final Database database;
    private final EntryJson json;
    private final ConsentEvents events;
    private final SequenceGuard guard;

    public LogTail(Database database, EntryJson json, ConsentEvents events, SequenceGuard guard) {
        this.database = database;
        this.json = json;
        this.events = events;
        this.guard = guard;
    }

    /** True when the topic shows versions that this database never gave out: a failover lost commits. */
    public boolean isDatabaseBehind() {
        return database.transact(ShardRows::anyBehindLog);
    }

    /** A state of ours on the topic. */
    public record Seen(StateKey key, long version) {}

    /**
     * Notes how far the topic is, from records in its order.
     *
     * @return the keys over whose state an older one was put: versions of a shard rise, so a record that is not above all
     *     before it was put there a second time, and is out of date unless it is the current one
     */
    public List<StateKey> note(Connection connection, List<Seen> seen) throws SQLException {
        Map<Integer, Long> highest = ShardVersions.SHOWN.select(
                connection,
                seen.stream().map(record -> record.key().shard()).distinct().toList());
        List<Seen> repeated = new ArrayList<>();
        for (Seen record : seen) {
            int shard = record.key().shard();
            if (record.version() > highest.getOrDefault(shard, 0L)) {
                highest.put(shard, record.version());
            } else {
                repeated.add(record);
            }
        }
        ShardVersions.SHOWN.upsert(connection, highest);
        highest.forEach(guard::saw);
        return repeated.isEmpty() ? List.of() : outdated(connection, repeated);
    }

    private static List<StateKey> outdated(Connection connection, List<Seen> repeated) throws SQLException {
        Map<StateKey, Stated> current = StateRows.select(
                connection, repeated.stream().map(Seen::key).distinct().toList());
        return repeated.stream()
                .filter(record -> {
                    Stated stated = current.get(record.key());
                    return stated != null && stated.version() != record.version();
                })
                .map(Seen::key)
                .distinct()
                .toList();
    }

    /** Publishes the current states over what does not belong there; under the shard locks, so that none is older. */
    public void reemit(Connection connection, Collection<StateKey> keys) throws SQLException {
        ShardRows.lock(connection, keys.stream().map(StateKey::shard).distinct().toList());
        Lanes lanes = new Lanes();
        for (Map.Entry<StateKey, Stated> state :
                StateRows.select(connection, keys).entrySet()) {
            Stated stated = Objects.requireNonNull(state.getValue());
            lanes.add(stated.shard(), events.state(state.getKey(), stated, json.read(state.getKey(), stated), null));
        }
        for (StateKey key : keys) {
            if (key.isLeaseTerms() && key.shard() < ConsentCommand.SHARDS) {
                LeaseTermsRows.latest(connection)
                        .ifPresent(terms -> lanes.add(key.shard(), events.leaseTerms(key.shard(), terms)));
            }
        }
        lanes.append(connection);
    }
}
