package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.notification.NotificationConfig;
import io.assent.notification.outcome.PageCursor;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of refused requests. It is kept as long as the topic that it is read from. */
@Singleton
public class DeadLetterStore {
    private final Database database;
    private final EventTime time;
    private final NotificationConfig config;

    public DeadLetterStore(Database database, EventTime time, NotificationConfig config) {
        this.database = database;
        this.time = time;
        this.config = config;
    }

    /** A refusal as its topic tells it. */
    public record Refused(
            String id,
            String topic,
            int partition,
            long offset,
            @Nullable String company,
            @Nullable String eventId,
            String reason,
            String detail,
            Instant refusedAt) {}

    /**
     * What is asked for; null is any.
     *
     * @param from when it was refused, inclusive
     * @param to exclusive
     */
    public record Filter(@Nullable String company, @Nullable String reason, Instant from, Instant to) {}

    /** What is there already stays as it is: it may have been replayed. */
    public void add(Connection connection, List<Refused> letters) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into dead_letter (id, topic, partition,"
                + " record_offset, company, event_id, reason, detail, refused_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (id) do nothing")) {
            for (Refused letter : letters) {
                insert.setString(1, letter.id());
                insert.setString(2, letter.topic());
                insert.setInt(3, letter.partition());
                insert.setLong(4, letter.offset());
                insert.setString(5, letter.company());
                insert.setString(6, letter.eventId());
                insert.setString(7, letter.reason());
                insert.setString(8, letter.detail());
                insert.setTimestamp(9, Timestamp.from(letter.refusedAt()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /**
     * Letters that no replay has ended.
     *
     * @param first when the first was refused
     * @param last when the last was
     */
    public record Waiting(String reason, long letters, Instant first, Instant last) {}

    /** By reason; of one company, or of all when it is null. */
    public List<Waiting> waiting(@Nullable String company) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select reason, count(*), min(refused_at),"
                    + " max(refused_at) from dead_letter where (?::text is null or company = ?) and replayed_at is null"
                    + " group by reason order by count(*) desc, reason")) {
                select.setString(1, company);
                select.setString(2, company);
                List<Waiting> waiting = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        waiting.add(new Waiting(
                                row.getString(1),
                                row.getLong(2),
                                row.getTimestamp(3).toInstant(),
                                row.getTimestamp(4).toInstant()));
                    }
                }
                return waiting;
            }
        });
    }

    /** The newest first. */
    public List<DeadLetter> page(Filter filter, PageCursor below, int limit) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select " + DeadLetter.COLUMNS
                    + " from dead_letter where " + (filter.company() == null ? "?::text is null" : "company = ?")
                    + " and (?::text is null or reason = ?)"
                    + " and refused_at >= ? and refused_at < ? and (refused_at, position) < (?, ?)"
                    + " order by refused_at desc, position desc limit ?")) {
                select.setString(1, filter.company());
                select.setString(2, filter.reason());
                select.setString(3, filter.reason());
                select.setTimestamp(4, Timestamp.from(filter.from()));
                select.setTimestamp(5, Timestamp.from(filter.to()));
                select.setTimestamp(6, Timestamp.from(below.at()));
                select.setLong(7, below.position());
                select.setInt(8, limit);
                return read(select);
            }
        });
    }

    static List<DeadLetter> read(PreparedStatement select) throws SQLException {
        List<DeadLetter> letters = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                letters.add(DeadLetter.of(row));
            }
        }
        return letters;
    }

    @Scheduled(every = "15m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        Timestamp before = Timestamp.from(time.wall().minus(config.keepDeadLetters()));
        for (String old : List.of("dead_letter where refused_at < ?", "dead_letter_replay where at < ?")) {
            database.transact(connection -> {
                try (PreparedStatement delete = connection.prepareStatement("delete from " + old)) {
                    delete.setTimestamp(1, before);
                    return delete.executeUpdate();
                }
            });
        }
    }
}
