package io.assent.consent.store;

import io.assent.consent.history.HistoryCheck;
import io.assent.consent.history.HistoryVerdict;
import io.assent.consent.history.StoredEntry;
import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the stored history against its chain, its entries and its last checkpoint, a shard at a time. */
@Singleton
public class HistoryReader {
    private static final int FETCH_SIZE = 1_000;

    private final Database database;
    private final EntryJson json;
    private final CheckpointKeys keys;

    public HistoryReader(Database database, EntryJson json, CheckpointKeys keys) {
        this.database = database;
        this.json = json;
        this.keys = keys;
    }

    public SortedMap<Integer, HistoryVerdict> check() {
        SortedMap<Integer, HistoryVerdict> verdicts = new TreeMap<>();
        for (int shard = 0; shard < ConsentCommand.SHARDS; shard++) {
            int checked = shard;
            verdicts.put(shard, database.transact(connection -> check(connection, checked)));
        }
        return verdicts;
    }

    /** One snapshot of head and entries: what lies behind the head was added by somebody else. */
    private HistoryVerdict check(Connection connection, int shard) throws SQLException {
        try (Statement snapshot = connection.createStatement()) {
            snapshot.execute("set transaction isolation level repeatable read");
        }
        HistoryCheck check = new HistoryCheck(shard, json::claim, checkpointed(connection, shard));
        follow(connection, shard, check);
        try (PreparedStatement head =
                connection.prepareStatement("select sequence, chain_hash from shard where shard = ?")) {
            head.setInt(1, shard);
            try (ResultSet row = head.executeQuery()) {
                row.next();
                return check.end(row.getLong(1), row.getBytes(2));
            }
        }
    }

    private HistoryCheck.@Nullable Checkpointed checkpointed(Connection connection, int shard) throws SQLException {
        Optional<CheckpointRows.Row> last = CheckpointRows.latest(connection, shard);
        return last.map(row -> new HistoryCheck.Checkpointed(row.treeSize(), chainHash(row)))
                .orElse(null);
    }

    /** What we did not sign fits no history. */
    private byte[] chainHash(CheckpointRows.Row row) {
        try {
            return keys.read(row).checkpoint().chainHash().bytes();
        } catch (UnprovableException forged) {
            return new byte[0];
        }
    }

    private static void follow(Connection connection, int shard, HistoryCheck check) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select sequence, person, counterpart, commitment,"
                + " sealed, hash, recorded_at, key from history left join person_key using (person)"
                + " where shard = ? order by sequence")) {
            select.setFetchSize(FETCH_SIZE);
            select.setInt(1, shard);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    StoredEntry entry = new StoredEntry(
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBytes(4),
                            row.getBytes(5),
                            row.getBytes(6),
                            row.getTimestamp(7).toInstant());
                    check.next(entry, row.getBytes(8));
                }
            }
        }
    }
}
