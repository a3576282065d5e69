package io.assent.consent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Answers by idempotency key, kept for ever. */
final class AnswerRows {
    private AnswerRows() {}

    /** @param actor whose key it is: two callers may use the same one */
    record Key(String actor, String idempotencyKey) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(String person, byte[] requestHash, Stated stated) {}

    static Map<Key, Answer> select(Connection connection, Collection<Key> keys) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select actor, idempotency_key, person, request_hash, "
                        + StateRows.COLUMNS
                        + " from answer join unnest(?::text[], ?::text[]) as sent (actor, idempotency_key)"
                        + " using (actor, idempotency_key)")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", keys.stream().map(Key::actor).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "text", keys.stream().map(Key::idempotencyKey).toArray()));
            Map<Key, Answer> answers = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Answer answer = new Answer(row.getString(3), row.getBytes(4), StateRows.read(row, 5));
                    answers.put(new Key(row.getString(1), row.getString(2)), answer);
                }
            }
            return answers;
        }
    }

    static void insert(Connection connection, Map<Key, Answer> answers) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into answer (actor, idempotency_key,"
                + " person, request_hash, " + StateRows.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Map.Entry<Key, Answer> answer : answers.entrySet()) {
                Stated stated = answer.getValue().stated();
                insert.setString(1, answer.getKey().actor());
                insert.setString(2, answer.getKey().idempotencyKey());
                insert.setString(3, answer.getValue().person());
                insert.setBytes(4, answer.getValue().requestHash());
                insert.setInt(5, stated.shard());
                insert.setLong(6, stated.version());
                insert.setString(7, stated.entry());
                insert.setLong(8, stated.laneSequence());
                insert.setBoolean(9, stated.commitWait());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
