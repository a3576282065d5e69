package io.assent.consent.store;

import io.assent.consent.history.EntrySeal;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Partitions;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A person's own entries of the history, latest first. Nothing else reads them, so how they are stored is known here alone. */
@Singleton
public class PersonHistory {
    private final Database database;
    private final EntryJson json;

    public PersonHistory(Database database, EntryJson json) {
        this.database = database;
        this.json = json;
    }

    /** @param version of the entry in its shard */
    public record Recorded(long version, Instant recordedAt, Entry entry) {}

    public List<Recorded> latest(String person, int limit) {
        return before(person, Long.MAX_VALUE, limit);
    }

    /** Those that are older than the version. */
    public List<Recorded> before(String person, long version, int limit) {
        return database.transact(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select counterpart, sequence, recorded_at, sealed, key from history"
                            + " join person_key using (person)"
                            + " where person = ? and shard = ? and sequence < ? order by sequence desc limit ?")) {
                select.setString(1, person);
                select.setInt(2, Partitions.of(person, ConsentCommand.SHARDS));
                select.setLong(3, version);
                select.setInt(4, limit);
                List<Recorded> recorded = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        recorded.add(read(person, row));
                    }
                }
                return recorded;
            }
        });
    }

    private Recorded read(String person, ResultSet row) throws SQLException {
        StateKey key = new StateKey(person, row.getString(1));
        long sequence = row.getLong(2);
        String entry = EntrySeal.open(row.getBytes(5), key.shard(), sequence, row.getBytes(4))
                .orElseThrow(() -> new IllegalStateException("an entry of the history does not open; check it"))
                .entry();
        return new Recorded(sequence, row.getTimestamp(3).toInstant(), json.read(key, entry));
    }
}
