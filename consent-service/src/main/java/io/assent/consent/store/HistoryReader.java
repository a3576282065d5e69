package io.assent.consent.store;

import io.assent.consent.history.HistoryCheck;
import io.assent.consent.history.HistoryVerdict;
import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the stored history against its chain, a shard at a time. */
@Singleton
public class HistoryReader {
    private static final int FETCH_SIZE = 1_000;

    private final Database database;

    public HistoryReader(Database database) {
        this.database = database;
    }

    public SortedMap<Integer, HistoryVerdict> check() {
        SortedMap<Integer, HistoryVerdict> verdicts = new TreeMap<>();
        for (int shard = 0; shard < ConsentCommand.SHARDS; shard++) {
            int checked = shard;
            verdicts.put(shard, database.transact(connection -> check(connection, checked)));
        }
        return verdicts;
    }

    /** Head first: entries that are added meanwhile lie behind it. */
    private static HistoryVerdict check(Connection connection, int shard) throws SQLException {
        try (PreparedStatement head =
                connection.prepareStatement("select sequence, chain_hash from shard where shard = ?")) {
            head.setInt(1, shard);
            try (ResultSet row = head.executeQuery()) {
                row.next();
                return follow(connection, shard, row.getLong(1)).end(row.getLong(1), row.getBytes(2));
            }
        }
    }

    private static HistoryCheck follow(Connection connection, int shard, long head) throws SQLException {
        HistoryCheck check = new HistoryCheck();
        try (PreparedStatement select = connection.prepareStatement(
                "select sequence, entry, hash from history where shard = ? and sequence <= ? order by sequence")) {
            select.setFetchSize(FETCH_SIZE);
            select.setInt(1, shard);
            select.setLong(2, head);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    check.next(row.getLong(1), row.getString(2), row.getBytes(3));
                }
            }
        }
        return check;
    }
}
