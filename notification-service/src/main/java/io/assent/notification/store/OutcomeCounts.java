package io.assent.notification.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.notification.outcome.OutcomeNews;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How many messages of a company came how far, by the hour in which that was recorded. */
@Singleton
public class OutcomeCounts {
    private final Database database;
    private final EventTime time;

    public OutcomeCounts(Database database, EventTime time) {
        this.database = database;
        this.time = time;
    }

    /**
     * Messages of a category that made a step, in an hour or a day.
     *
     * @param at its beginning
     * @param status accepted, sent, delivered, read, suppressed or expired
     * @param reason of a suppression
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Count(
            Instant at,
            String category,
            String status,
            @Nullable String reason,
            long messages) {}

    private record Key(String company, Instant hour, String category, String status, String reason) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::company)
                .thenComparing(Key::hour)
                .thenComparing(Key::category)
                .thenComparing(Key::status)
                .thenComparing(Key::reason);
    }

    /** Longer than anybody can ask for. */
    private static final Duration KEPT = Duration.ofDays(401);

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        database.transact(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from outcome_count where hour < ?")) {
                delete.setTimestamp(1, Timestamp.from(time.wall().minus(KEPT)));
                return delete.executeUpdate();
            }
        });
    }

    /** Adds to the rows in their order, or two instances could wait for each other. */
    public void add(Connection connection, List<OutcomeEvent> events) throws SQLException {
        SortedMap<Key, Long> counts = new TreeMap<>(Key.ORDER);
        for (OutcomeEvent event : events) {
            OutcomeNews.step(event.type()).ifPresent(status -> counts.merge(key(event, status), 1L, Long::sum));
        }
        if (counts.isEmpty()) {
            return;
        }
        Collection<Key> keys = counts.keySet();
        try (PreparedStatement add = connection.prepareStatement("insert into outcome_count as known"
                + " (company, hour, category, status, reason, messages) select * from unnest(?::text[], ?::timestamptz[],"
                + " ?::text[], ?::text[], ?::text[], ?::bigint[]) on conflict (company, hour, category, status, reason)"
                + " do update set messages = known.messages + excluded.messages")) {
            add.setArray(1, Sql.texts(connection, each(keys, Key::company)));
            add.setArray(2, Sql.times(connection, each(keys, Key::hour)));
            add.setArray(3, Sql.texts(connection, each(keys, Key::category)));
            add.setArray(4, Sql.texts(connection, each(keys, Key::status)));
            add.setArray(5, Sql.texts(connection, each(keys, Key::reason)));
            add.setArray(6, connection.createArrayOf("bigint", counts.values().toArray()));
            add.executeUpdate();
        }
    }

    /** Hours from the first to the last, without the last; added up in days of UTC when a row is a day. */
    public List<Count> of(String company, Instant from, Instant to, ChronoUnit row) {
        return database.transact(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select date_trunc(?, hour, 'UTC') as began, category,"
                            + " status, nullif(reason, ''), sum(messages)::bigint from outcome_count where company = ?"
                            + " and hour >= ? and hour < ? group by began, category, status, reason"
                            + " order by began, category, status, reason")) {
                select.setString(1, row == ChronoUnit.DAYS ? "day" : "hour");
                select.setString(2, company);
                select.setTimestamp(3, Timestamp.from(from));
                select.setTimestamp(4, Timestamp.from(to));
                return read(select);
            }
        });
    }

    private static List<Count> read(PreparedStatement select) throws SQLException {
        List<Count> counts = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                counts.add(new Count(
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5)));
            }
        }
        return counts;
    }

    private static Key key(OutcomeEvent event, String status) {
        return new Key(
                event.company(),
                event.recordedAt().truncatedTo(ChronoUnit.HOURS),
                event.category(),
                status,
                event.reason() == null ? "" : event.reason());
    }

    private static <T> List<T> each(Collection<Key> keys, Function<Key, T> column) {
        return keys.stream().map(column).toList();
    }
}
