package io.assent.consent.store;

import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the tail of the own topic needs of the database. */
@Singleton
public class TailRows {
    private final EntryJson json;
    private final ConsentEvents events;

    public TailRows(EntryJson json, ConsentEvents events) {
        this.json = json;
        this.events = events;
    }

    /** A record of ours on the topic. */
    public record Seen(String person, String counterpart, int shard, long version) {}

    /** The keys of a record that is not ours. */
    public record Foreign(String person, String counterpart, int shard) {}

    /** Notes what was seen. @return those that came after a newer version of the same state */
    public List<Foreign> noteAndFindStale(Connection connection, Collection<Seen> seen) throws SQLException {
        List<Foreign> stale = new ArrayList<>();
        try (PreparedStatement note = connection.prepareStatement(
                "update consent_state set tail_version = ? where person = ? and counterpart = ? and tail_version <= ?")) {
            for (Seen record : seen) {
                note.setLong(1, record.version());
                note.setString(2, record.person());
                note.setString(3, record.counterpart());
                note.setLong(4, record.version());
                note.addBatch();
            }
            int[] noted = note.executeBatch();
            int i = 0;
            for (Seen record : seen) {
                if (noted[i++] == 0) {
                    stale.add(new Foreign(record.person(), record.counterpart(), record.shard()));
                }
            }
        }
        return stale;
    }

    /** True when one of these versions was never given out by this database. */
    public boolean anyAhead(Connection connection, Collection<Seen> seen) throws SQLException {
        Map<Integer, Long> highest = new TreeMap<>();
        seen.forEach(record -> highest.merge(record.shard(), record.version(), Math::max));
        try (PreparedStatement select = connection.prepareStatement(
                "select exists (select 1 from shard join unnest(?::int[], ?::bigint[]) as seen (shard, version)"
                        + " on seen.shard = shard.shard where seen.version > shard.sequence)")) {
            select.setArray(1, connection.createArrayOf("int", highest.keySet().toArray()));
            select.setArray(
                    2, connection.createArrayOf("bigint", highest.values().toArray()));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Publishes the current states over what does not belong there; under the shard locks, so that none is older. */
    public void reemit(Connection connection, Collection<Foreign> foreign) throws SQLException {
        ConsentRows.lockShards(
                connection,
                foreign.stream().map(Foreign::shard).distinct().sorted().toList());
        List<StateKey> keys = foreign.stream()
                .map(record -> new StateKey(record.person(), record.counterpart()))
                .distinct()
                .toList();
        Map<Integer, List<OutboxRecord>> lanes = new TreeMap<>();
        for (Map.Entry<StateKey, Stated> state :
                ConsentRows.states(connection, keys).entrySet()) {
            Stated stated = Objects.requireNonNull(state.getValue());
            Entry entry = json.read(state.getKey(), stated.entry());
            lanes.computeIfAbsent(stated.shard(), _ -> new ArrayList<>())
                    .add(events.state(state.getKey(), stated, entry));
        }
        for (Map.Entry<Integer, List<OutboxRecord>> lane : lanes.entrySet()) {
            Outbox.append(connection, lane.getKey(), lane.getValue());
        }
    }
}
