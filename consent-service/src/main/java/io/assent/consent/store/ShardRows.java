package io.assent.consent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Heads of the shards. The lock on a head orders all changes of its shard. */
final class ShardRows {
    private ShardRows() {}

    /**
     * @param sequence of the shard's last entry
     * @param hash of that entry
     * @param seenInLog the highest sequence that the tail of the topic has shown
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Head(long sequence, byte[] hash, long seenInLog) {
        Head next(byte[] nextHash) {
            return new Head(sequence + 1, nextHash, seenInLog);
        }
    }

    /** Locks in the order of the shards, as everyone does. */
    static SortedMap<Integer, Head> lock(Connection connection, Collection<Integer> shards) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select shard, sequence, chain_hash, coalesce(shard_tail.version, 0)"
                        + " from shard left join shard_tail using (shard)"
                        + " where shard = any (?) order by shard for update of shard")) {
            lock.setArray(1, connection.createArrayOf("int", shards.toArray()));
            SortedMap<Integer, Head> heads = new TreeMap<>();
            try (ResultSet row = lock.executeQuery()) {
                while (row.next()) {
                    heads.put(row.getInt(1), new Head(row.getLong(2), row.getBytes(3), row.getLong(4)));
                }
            }
            return heads;
        }
    }

    static void advance(Connection connection, SortedMap<Integer, Head> heads) throws SQLException {
        List<Head> values = List.copyOf(heads.values());
        try (PreparedStatement advance =
                connection.prepareStatement("update shard set sequence = head.sequence, chain_hash = head.hash"
                        + " from unnest(?::int[], ?::bigint[], ?::bytea[]) as head (shard, sequence, hash)"
                        + " where shard.shard = head.shard")) {
            advance.setArray(1, connection.createArrayOf("int", heads.keySet().toArray()));
            advance.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", values.stream().map(Head::sequence).toArray()));
            advance.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea", values.stream().map(Head::hash).toArray(byte[][]::new)));
            advance.executeUpdate();
        }
    }

    /** How many entries a shard has. */
    static long sequence(Connection connection, int shard) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select sequence from shard where shard = ?")) {
            select.setInt(1, shard);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** True when the topic shows versions that this database never gave out. */
    static boolean anyBehindLog(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select exists (select 1 from shard"
                        + " join shard_tail using (shard) where shard_tail.version > shard.sequence)");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
