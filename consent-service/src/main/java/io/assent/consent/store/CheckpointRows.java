package io.assent.consent.store;

import io.assent.proof.Checkpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signed checkpoints, each the follower of another: no two follow the same one. */
final class CheckpointRows {
    /** Only what the topic shows is signed for: what a failover loses was never in a checkpoint. */
    private static final String SIZE = "least(shard.sequence, coalesce(shard_tail.version, 0))";

    private CheckpointRows() {}

    /** As it is stored: nobody knows yet whether it is ours. */
    record Row(int shard, long treeSize, String jws) {}

    /** Shards whose history is not as long as their last checkpoint says. */
    static List<Integer> changed(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select shard from shard"
                        + " left join shard_tail using (shard) where " + SIZE + " <> coalesce((select max(tree_size)"
                        + " from checkpoint where checkpoint.shard = shard.shard), 0) order by shard");
                ResultSet row = select.executeQuery()) {
            List<Integer> shards = new ArrayList<>();
            while (row.next()) {
                shards.add(row.getInt(1));
            }
            return shards;
        }
    }

    /** How many entries can be signed for. */
    static long size(Connection connection, int shard) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select " + SIZE + " from shard left join shard_tail using (shard) where shard = ?")) {
            select.setInt(1, shard);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static Optional<Row> latest(Connection connection, int shard) throws SQLException {
        return select(connection, "shard = ? order by tree_size desc limit 1", shard).stream()
                .findFirst();
    }

    static Optional<Row> ofSize(Connection connection, int shard, long size) throws SQLException {
        return select(connection, "shard = ? and tree_size = ?", shard, size).stream()
                .findFirst();
    }

    /** Of each shard that has any. */
    static List<Row> latest(Connection connection) throws SQLException {
        return select(
                connection,
                "(shard, tree_size) in (select shard, max(tree_size) from checkpoint group by shard) order by shard");
    }

    private static List<Row> select(Connection connection, String condition, Object... values) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select shard, tree_size, jws from checkpoint where " + condition)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            List<Row> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Row(row.getInt(1), row.getLong(2), row.getString(3)));
                }
            }
            return found;
        }
    }

    /** @return false when another instance was faster: then nothing is stored, and this one must not be given to anybody */
    static boolean insert(Connection connection, SignedCheckpoint signed, long previousSize) throws SQLException {
        Checkpoint checkpoint = signed.checkpoint();
        try (PreparedStatement insert = connection.prepareStatement("insert into checkpoint"
                + " (shard, tree_size, previous_size, jws, made_at) values (?, ?, ?, ?, ?) on conflict do nothing")) {
            insert.setInt(1, checkpoint.shard());
            insert.setLong(2, checkpoint.treeSize());
            insert.setLong(3, previousSize);
            insert.setString(4, signed.jws());
            insert.setTimestamp(5, Timestamp.from(checkpoint.time()));
            return insert.executeUpdate() == 1;
        }
    }
}
