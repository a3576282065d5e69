package io.assent.consent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Current states. */
final class StateRows {
    static final String COLUMNS = "shard, version, entry, lane_sequence, commit_wait";

    private StateRows() {}

    static Map<StateKey, Stated> select(Connection connection, Collection<StateKey> keys) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select person, counterpart, " + COLUMNS
                + " from consent_state join unnest(?::text[], ?::text[]) as wanted (person, counterpart)"
                + " using (person, counterpart)")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", keys.stream().map(StateKey::person).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", keys.stream().map(StateKey::counterpart).toArray()));
            Map<StateKey, Stated> states = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    states.put(new StateKey(row.getString(1), row.getString(2)), read(row, 3));
                }
            }
            return states;
        }
    }

    /** Reads {@link #COLUMNS}, the first of which is at the index. */
    static Stated read(ResultSet row, int index) throws SQLException {
        return new Stated(
                row.getInt(index),
                row.getLong(index + 1),
                row.getString(index + 2),
                row.getLong(index + 3),
                row.getBoolean(index + 4));
    }

    /** @param dues of the contacts among them */
    static void upsert(Connection connection, Map<StateKey, Stated> states, Map<StateKey, Due> dues)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("insert into consent_state (person, counterpart, "
                + COLUMNS
                + ", request_open, due_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (person, counterpart) do update set"
                + " version = excluded.version, entry = excluded.entry, lane_sequence = excluded.lane_sequence,"
                + " commit_wait = excluded.commit_wait, request_open = excluded.request_open,"
                + " due_at = excluded.due_at")) {
            for (Map.Entry<StateKey, Stated> state : states.entrySet()) {
                Stated stated = state.getValue();
                upsert.setString(1, state.getKey().person());
                upsert.setString(2, state.getKey().counterpart());
                upsert.setInt(3, stated.shard());
                upsert.setLong(4, stated.version());
                upsert.setString(5, stated.entry());
                upsert.setLong(6, stated.laneSequence());
                upsert.setBoolean(7, stated.commitWait());
                Due due = dues.getOrDefault(state.getKey(), Due.NEVER);
                upsert.setBoolean(8, due.requestOpen());
                upsert.setTimestamp(9, due.at() == null ? null : Timestamp.from(due.at()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
