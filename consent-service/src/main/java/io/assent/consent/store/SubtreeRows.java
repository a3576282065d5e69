package io.assent.consent.store;

import io.assent.proof.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Hashes of complete subtrees: kept so that a proof need not read the whole history. */
final class SubtreeRows {
    private SubtreeRows() {}

    record Row(int tier, long place, Hash hash) {}

    /** Those that follow each other without a gap. */
    static List<Hash> select(Connection connection, int shard, int tier, long from, int count) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select place, hash from history_subtree"
                + " where shard = ? and tier = ? and place >= ? and place < ? order by place")) {
            select.setInt(1, shard);
            select.setInt(2, tier);
            select.setLong(3, from);
            select.setLong(4, from + count);
            List<Hash> hashes = new ArrayList<>(count);
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && row.getLong(1) == from + hashes.size()) {
                    hashes.add(Hash.of(row.getBytes(2)));
                }
            }
            return hashes;
        }
    }

    static void insert(Connection connection, int shard, List<Row> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into history_subtree (shard, tier, place, hash) values (?, ?, ?, ?) on conflict do nothing")) {
            for (Row row : rows) {
                insert.setInt(1, shard);
                insert.setInt(2, row.tier());
                insert.setLong(3, row.place());
                insert.setBytes(4, row.hash().bytes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
