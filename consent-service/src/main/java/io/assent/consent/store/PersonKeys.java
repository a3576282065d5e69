package io.assent.consent.store;

import io.assent.consent.history.EntrySeal;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The key of each person, under which the history keeps their entries. Made with their first entry, deleted to erase them. */
final class PersonKeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private PersonKeys() {}

    /** Under the locks of their shards, so that nobody else makes or deletes one meanwhile. */
    static Map<String, byte[]> obtain(Connection connection, Collection<String> persons) throws SQLException {
        Map<String, byte[]> keys = select(connection, persons);
        List<String> missing =
                persons.stream().filter(person -> !keys.containsKey(person)).toList();
        if (!missing.isEmpty()) {
            missing.forEach(person -> keys.put(person, random(EntrySeal.KEY_BYTES)));
            insert(connection, missing, keys);
        }
        return keys;
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static Map<String, byte[]> select(Connection connection, Collection<String> persons) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select person, key from person_key where person = any (?)")) {
            select.setArray(1, connection.createArrayOf("text", persons.toArray()));
            Map<String, byte[]> keys = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    keys.put(row.getString(1), row.getBytes(2));
                }
            }
            return keys;
        }
    }

    private static void insert(Connection connection, List<String> persons, Map<String, byte[]> keys)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into person_key (person, key) select * from unnest(?::text[], ?::bytea[])")) {
            insert.setArray(1, connection.createArrayOf("text", persons.toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea", persons.stream().map(keys::get).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }
}
