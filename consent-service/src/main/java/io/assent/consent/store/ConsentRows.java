package io.assent.consent.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The statements of a group of commands: each is one for the whole group. */
final class ConsentRows {
    private ConsentRows() {}

    /** The head of a shard: sequence and hash of its last entry. */
    record Shard(long sequence, byte[] chainHash) {}

    record HistoryRow(int shard, long sequence, StateKey key, String entry, byte[] hash) {}

    record AnswerRow(String actor, String idempotencyKey, byte[] requestHash, Stated stated) {
        AnswerRow with(Stated settled) {
            return new AnswerRow(actor, idempotencyKey, requestHash, settled);
        }
    }

    record ActorKey(String actor, String idempotencyKey) {}

    static SortedMap<Integer, Shard> lockShards(Connection connection, Collection<Integer> shards) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "select shard, sequence, chain_hash from shard where shard = any (?) order by shard for update")) {
            lock.setArray(1, connection.createArrayOf("int", shards.toArray()));
            SortedMap<Integer, Shard> locked = new TreeMap<>();
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    locked.put(row.getInt(1), new Shard(row.getLong(2), row.getBytes(3)));
                }
            }
            return locked;
        }
    }

    static void advanceShards(Connection connection, Map<Integer, Shard> heads) throws SQLException {
        try (PreparedStatement advance =
                connection.prepareStatement("update shard set sequence = ?, chain_hash = ? where shard = ?")) {
            for (Map.Entry<Integer, Shard> head : heads.entrySet()) {
                advance.setLong(1, head.getValue().sequence());
                advance.setBytes(2, head.getValue().chainHash());
                advance.setInt(3, head.getKey());
                advance.addBatch();
            }
            advance.executeBatch();
        }
    }

    static Map<StateKey, Stated> states(Connection connection, Collection<StateKey> keys) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select person, counterpart, shard, version, entry, lane_sequence, commit_wait"
                        + " from consent_state where (person, counterpart) in (select * from unnest(?::text[], ?::text[]))")) {
            select.setArray(
                    1, texts(connection, keys.stream().map(StateKey::person).toList()));
            select.setArray(
                    2,
                    texts(connection, keys.stream().map(StateKey::counterpart).toList()));
            Map<StateKey, Stated> states = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    states.put(new StateKey(row.getString(1), row.getString(2)), stated(row, 3));
                }
            }
            return states;
        }
    }

    static Map<ActorKey, AnswerRow> answers(Connection connection, Collection<ActorKey> keys) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select actor, idempotency_key, request_hash, shard, 0::bigint, entry, lane_sequence, commit_wait from answer"
                        + " where (actor, idempotency_key) in (select * from unnest(?::text[], ?::text[]))")) {
            select.setArray(
                    1, texts(connection, keys.stream().map(ActorKey::actor).toList()));
            select.setArray(
                    2,
                    texts(
                            connection,
                            keys.stream().map(ActorKey::idempotencyKey).toList()));
            Map<ActorKey, AnswerRow> answers = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    AnswerRow answer =
                            new AnswerRow(row.getString(1), row.getString(2), row.getBytes(3), stated(row, 4));
                    answers.put(new ActorKey(answer.actor(), answer.idempotencyKey()), answer);
                }
            }
            return answers;
        }
    }

    static void insertHistory(Connection connection, List<HistoryRow> rows, Instant recordedAt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into history"
                + " (shard, sequence, person, counterpart, entry, hash, recorded_at) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (HistoryRow row : rows) {
                insert.setInt(1, row.shard());
                insert.setLong(2, row.sequence());
                insert.setString(3, row.key().person());
                insert.setString(4, row.key().counterpart());
                insert.setString(5, row.entry());
                insert.setBytes(6, row.hash());
                insert.setTimestamp(7, Timestamp.from(recordedAt));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static void upsertStates(Connection connection, Map<StateKey, Stated> states) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "insert into consent_state (person, counterpart, shard, version, entry, lane_sequence, commit_wait)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict (person, counterpart) do update set version = excluded.version,"
                        + " entry = excluded.entry, lane_sequence = excluded.lane_sequence, commit_wait = excluded.commit_wait")) {
            for (Map.Entry<StateKey, Stated> state : states.entrySet()) {
                Stated stated = state.getValue();
                upsert.setString(1, state.getKey().person());
                upsert.setString(2, state.getKey().counterpart());
                upsert.setInt(3, stated.shard());
                upsert.setLong(4, stated.version());
                upsert.setString(5, stated.entry());
                upsert.setLong(6, stated.laneSequence());
                upsert.setBoolean(7, stated.commitWait());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    static void insertAnswers(Connection connection, Collection<AnswerRow> answers) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into answer"
                + " (actor, idempotency_key, request_hash, shard, entry, lane_sequence, commit_wait)"
                + " values (?, ?, ?, ?, ?, ?, ?)")) {
            for (AnswerRow answer : answers) {
                insert.setString(1, answer.actor());
                insert.setString(2, answer.idempotencyKey());
                insert.setBytes(3, answer.requestHash());
                insert.setInt(4, answer.stated().shard());
                insert.setString(5, answer.stated().entry());
                insert.setLong(6, answer.stated().laneSequence());
                insert.setBoolean(7, answer.stated().commitWait());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Stated stated(ResultSet row, int first) throws SQLException {
        return new Stated(
                row.getInt(first),
                row.getLong(first + 1),
                row.getString(first + 2),
                row.getLong(first + 3),
                row.getBoolean(first + 4));
    }

    private static Array texts(Connection connection, List<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
