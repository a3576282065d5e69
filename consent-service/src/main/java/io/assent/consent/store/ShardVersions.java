package io.assent.consent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How far a reader of consent.events has come, by the highest version of each shard. */
enum ShardVersions {
    /** What the topic shows. */
    SHOWN("shard_tail"),
    /** What webhooks were made of. */
    TOLD("webhook_tail");

    private final String table;

    ShardVersions(String table) {
        this.table = table;
    }

    Map<Integer, Long> select(Connection connection, Collection<Integer> shards) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select shard, version from " + table + " where shard = any (?)")) {
            select.setArray(1, connection.createArrayOf("int", shards.toArray()));
            Map<Integer, Long> versions = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    versions.put(row.getInt(1), row.getLong(2));
                }
            }
            return versions;
        }
    }

    /** They never go back. */
    void upsert(Connection connection, Map<Integer, Long> versions) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement("insert into " + table + " as known (shard, version)"
                        + " select * from unnest(?::int[], ?::bigint[]) on conflict (shard) do update set version = excluded.version"
                        + " where known.version < excluded.version")) {
            upsert.setArray(1, connection.createArrayOf("int", versions.keySet().toArray()));
            upsert.setArray(
                    2, connection.createArrayOf("bigint", versions.values().toArray()));
            upsert.executeUpdate();
        }
    }
}
