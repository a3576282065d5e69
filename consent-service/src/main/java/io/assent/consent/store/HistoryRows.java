package io.assent.consent.store;

import io.assent.consent.history.EntrySeal;
import io.assent.consent.history.SaltedEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The history: entries are only ever added. */
final class HistoryRows {
    private HistoryRows() {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(int shard, long sequence, StateKey key, SaltedEntry entry, byte[] commitment, byte[] hash) {}

    static SaltedEntry salted(String entry) {
        return new SaltedEntry(PersonKeys.random(SaltedEntry.SALT_BYTES), entry);
    }

    static void insert(Connection connection, List<Row> rows, Instant recordedAt) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        Map<String, byte[]> keys = PersonKeys.obtain(
                connection,
                rows.stream().map(row -> row.key().person()).distinct().toList());
        try (PreparedStatement insert = connection.prepareStatement("insert into history (shard, sequence, person,"
                + " counterpart, commitment, sealed, hash, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Row row : rows) {
                insert.setInt(1, row.shard());
                insert.setLong(2, row.sequence());
                insert.setString(3, row.key().person());
                insert.setString(4, row.key().counterpart());
                insert.setBytes(5, row.commitment());
                insert.setBytes(
                        6, sealed(row, Objects.requireNonNull(keys.get(row.key().person()), "obtained")));
                insert.setBytes(7, row.hash());
                insert.setTimestamp(8, Timestamp.from(recordedAt));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** An entry that names nobody, and so is not kept: it stands in the chain as those do that were erased. */
    static void insertErasure(
            Connection connection, int shard, long sequence, byte[] commitment, byte[] hash, Instant recordedAt)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into history (shard, sequence, commitment, hash, recorded_at) values (?, ?, ?, ?, ?)")) {
            insert.setInt(1, shard);
            insert.setLong(2, sequence);
            insert.setBytes(3, commitment);
            insert.setBytes(4, hash);
            insert.setTimestamp(5, Timestamp.from(recordedAt));
            insert.executeUpdate();
        }
    }

    private static byte[] sealed(Row row, byte[] key) {
        byte[] nonce = PersonKeys.random(EntrySeal.NONCE_BYTES);
        return EntrySeal.seal(key, nonce, row.shard(), row.sequence(), row.entry());
    }
}
