package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which refused requests a replay still has to look at, and what it did with each. */
@Singleton
public class ReplayStore {
    /** Not replayed yet, and not looked at by this replay: a commit whose answer was lost is tried again. */
    private static final String WAITING = "replayed_at is null and not exists (select from dead_letter_replay as done"
            + " where done.replay = ? and done.letter = dead_letter.id)";

    private final Database database;

    public ReplayStore(Database database) {
        this.database = database;
    }

    /** What became of a letter; each but the refused is final. */
    public enum Outcome {
        TAKEN,
        REPEATED,
        GONE,
        REFUSED;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param reason and detail of the new refusal, and of no other outcome */
    public record Settled(
            String letter,
            Outcome outcome,
            @Nullable String reason,
            @Nullable String detail) {}

    /**
     * Those that replays refused least often come first, so that many calls get through many letters.
     *
     * @param wanted with a reason
     */
    public List<DeadLetter> waiting(String replay, DeadLetterStore.Filter wanted, int limit) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select " + DeadLetter.COLUMNS
                    + " from dead_letter where (?::text is null or company = ?) and reason = ?"
                    + " and refused_at >= ? and refused_at < ? and " + WAITING
                    + " order by attempts, position limit ?")) {
                select.setString(1, wanted.company());
                select.setString(2, wanted.company());
                select.setString(3, wanted.reason());
                select.setTimestamp(4, Timestamp.from(wanted.from()));
                select.setTimestamp(5, Timestamp.from(wanted.to()));
                select.setString(6, replay);
                select.setInt(7, limit);
                return DeadLetterStore.read(select);
            }
        });
    }

    /** Locks those that still wait; two replays at once take turns, and the second finds what the first has left. */
    public Set<String> lock(Connection connection, String replay, Collection<String> letters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select id from dead_letter where id = any (?) and " + WAITING + " order by id for update")) {
            select.setArray(1, Sql.texts(connection, letters));
            select.setString(2, replay);
            Set<String> locked = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    locked.add(row.getString(1));
                }
            }
            return locked;
        }
    }

    /** In the transaction that put them through the gate. */
    public void settle(Connection connection, String replay, List<Settled> settled, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update dead_letter set"
                        + " attempts = attempts + case when ? = 'refused' then 1 else 0 end,"
                        + " reason = coalesce(?, reason), detail = coalesce(?, detail),"
                        + " outcome = nullif(?, 'refused'), replayed_at = case when ? = 'refused' then null else ?::timestamptz end"
                        + " where id = ?");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into dead_letter_replay (replay, letter, outcome, reason, at) values (?, ?, ?, ?, ?)")) {
            for (Settled each : settled) {
                String outcome = each.outcome().code();
                update.setString(1, outcome);
                update.setString(2, each.reason());
                update.setString(3, each.detail());
                update.setString(4, outcome);
                update.setString(5, outcome);
                update.setTimestamp(6, Timestamp.from(now));
                update.setString(7, each.letter());
                update.addBatch();
                insert.setString(1, replay);
                insert.setString(2, each.letter());
                insert.setString(3, outcome);
                insert.setString(4, each.reason());
                insert.setTimestamp(5, Timestamp.from(now));
                insert.addBatch();
            }
            update.executeBatch();
            insert.executeBatch();
        }
    }

    /** How many letters of a replay had each outcome. */
    public Map<String, Long> counts(String replay) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select outcome, count(*) from dead_letter_replay where replay = ? group by outcome")) {
                select.setString(1, replay);
                Map<String, Long> counts = new TreeMap<>();
                for (Outcome outcome : Outcome.values()) {
                    counts.put(outcome.code(), 0L);
                }
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        counts.put(row.getString(1), row.getLong(2));
                    }
                }
                return counts;
            }
        });
    }
}
