package io.assent.consent.store;

import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The records of a transaction by lane, one outbox row each; a shard's lane has its number. */
final class Lanes {
    private final SortedMap<Integer, List<OutboxRecord>> records = new TreeMap<>();
    private SortedMap<Integer, Long> sequences = Collections.emptySortedMap();

    void add(int lane, OutboxRecord record) {
        records.computeIfAbsent(lane, _ -> new ArrayList<>()).add(record);
    }

    void append(Connection connection) throws SQLException {
        sequences = Outbox.append(connection, records);
    }

    /** The state with the row that carries it, when it is one of this transaction. */
    Stated settle(Stated stated) {
        return stated.onLane(sequences.getOrDefault(stated.shard(), 0L));
    }

    Outcome settle(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Decided(Stated stated, boolean changed) -> new Outcome.Decided(settle(stated), changed);
            case Outcome.Refused refused -> refused.basis() == null ? refused : refused.on(settle(refused.basis()));
        };
    }
}
