package io.assent.consent.store;

import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The records of a transaction by lane, one outbox row each; a shard's lane has its number. */
final class Lanes {
    private final SortedMap<Integer, List<OutboxRecord>> records = new TreeMap<>();
    private final SortedMap<Integer, Long> sequences = new TreeMap<>();

    void add(int lane, OutboxRecord record) {
        records.computeIfAbsent(lane, _ -> new ArrayList<>()).add(record);
    }

    /** In ascending order, as everyone locks them. */
    void append(Connection connection) throws SQLException {
        for (Map.Entry<Integer, List<OutboxRecord>> lane : records.entrySet()) {
            sequences.put(lane.getKey(), Outbox.append(connection, lane.getKey(), lane.getValue()));
        }
    }

    /** The state with the row that carries it, when it is one of this transaction. */
    Stated settle(Stated stated) {
        return stated.onLane(sequences.getOrDefault(stated.shard(), 0L));
    }

    Outcome settle(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Decided(Stated stated) -> new Outcome.Decided(settle(stated));
            case Outcome.Refused refused -> refused.basis() == null ? refused : refused.on(settle(refused.basis()));
        };
    }
}
