package io.assent.ad.store;

import io.assent.ad.token.ImpressionToken;
import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.Partitions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reported views: counted, spent and told in one transaction. */
@Singleton
public class ViewStore {
    public static final String TOPIC = "ad.impressions";
    public static final String TYPE = "io.assent.ad.ImpressionRecorded";
    private static final int LANES = 24;

    private final Database database;
    private final AdEvents events;
    private final EventTime time;

    public ViewStore(Database database, AdEvents events, EventTime time) {
        this.database = database;
        this.events = events;
        this.time = time;
    }

    /** What became of one viewed ad. */
    public enum Outcome {
        CHARGED,
        DUPLICATE,
        BUDGET_EXHAUSTED
    }

    /** Data of {@code io.assent.ad.ImpressionRecorded}. It says nothing of the viewer but the country. */
    public record Impression(
            String impressionId,
            String campaign,
            String company,
            String country,
            String mode,
            long priceMicros,
            String currency,
            Instant occurredAt,
            Instant recordedAt) {}

    /** @param duplicate true when this feed was reported before: nothing was done */
    public record Result(boolean duplicate, Map<String, Outcome> outcomes) {}

    public Result record(String viewer, String feed, List<ImpressionToken> viewed, Instant now) {
        Instant recordedAt = time.wall();
        return database.transact(connection -> {
            if (!insertReport(connection, viewer, feed, recordedAt)) {
                return new Result(true, Map.of());
            }
            Map<String, Outcome> outcomes = new HashMap<>();
            List<OutboxRecord> records = new ArrayList<>();
            // By campaign, so that everybody locks them in the same order.
            List<ImpressionToken> sorted = viewed.stream()
                    .sorted(Comparator.comparing(ImpressionToken::campaign).thenComparing(ImpressionToken::slot))
                    .toList();
            for (ImpressionToken token : sorted) {
                Outcome outcome = charge(connection, token, now, recordedAt);
                outcomes.put(token.impressionId(), outcome);
                if (outcome == Outcome.CHARGED) {
                    records.add(event(token, now, recordedAt));
                }
            }
            if (!records.isEmpty()) {
                Outbox.append(connection, Partitions.of(viewer, LANES), records);
            }
            return new Result(false, outcomes);
        });
    }

    private static Outcome charge(Connection connection, ImpressionToken token, Instant now, Instant recordedAt)
            throws SQLException {
        try (PreparedStatement spend = connection.prepareStatement(
                "with spent as (update campaign set spent_micros = spent_micros + ?, impressions = impressions + 1"
                        + " where id = ? and spent_micros + ? <= reserved_micros"
                        + " and not exists (select 1 from impression where impression.id = ?) returning id)"
                        + " insert into impression (id, campaign, price_micros, occurred_at, recorded_at)"
                        + " select ?, id, ?, ?, ? from spent")) {
            spend.setLong(1, token.priceMicros());
            spend.setString(2, token.campaign());
            spend.setLong(3, token.priceMicros());
            spend.setString(4, token.impressionId());
            spend.setString(5, token.impressionId());
            spend.setLong(6, token.priceMicros());
            spend.setTimestamp(7, Timestamp.from(now));
            spend.setTimestamp(8, Timestamp.from(recordedAt));
            if (spend.executeUpdate() == 1) {
                return Outcome.CHARGED;
            }
        }
        return exists(connection, token.impressionId()) ? Outcome.DUPLICATE : Outcome.BUDGET_EXHAUSTED;
    }

    private static boolean insertReport(Connection connection, String viewer, String feed, Instant recordedAt)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into view_report (viewer, feed, recorded_at) values (?, ?, ?) on conflict do nothing")) {
            insert.setString(1, viewer);
            insert.setString(2, feed);
            insert.setTimestamp(3, Timestamp.from(recordedAt));
            return insert.executeUpdate() == 1;
        }
    }

    private static boolean exists(Connection connection, String impressionId) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select 1 from impression where id = ?")) {
            select.setString(1, impressionId);
            try (var row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    private OutboxRecord event(ImpressionToken token, Instant now, Instant recordedAt) {
        Impression impression = new Impression(
                token.impressionId(),
                token.campaign(),
                token.company(),
                token.country(),
                token.mode(),
                token.priceMicros(),
                token.currency(),
                now,
                recordedAt);
        return events.record(TOPIC, token.impressionId(), TYPE, token.impressionId(), now, impression);
    }
}
