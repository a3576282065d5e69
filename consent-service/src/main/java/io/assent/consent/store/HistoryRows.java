package io.assent.consent.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** The history: entries are only ever added. */
final class HistoryRows {
    private HistoryRows() {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Row(int shard, long sequence, StateKey key, String entry, byte[] hash) {}

    static void insert(Connection connection, List<Row> rows, Instant recordedAt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into history"
                + " (shard, sequence, person, counterpart, entry, hash, recorded_at) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (Row row : rows) {
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
}
