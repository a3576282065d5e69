package io.assent.ad.store;

import io.assent.ad.token.ImpressionToken;
import io.assent.base.EventTime;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.Partitions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** Clicks on ads: counted and told in one transaction, each once. They cost nothing. */
@Singleton
public class ClickStore {
    private static final String TOPIC = "ad.clicks";
    private static final String TYPE = "io.assent.ad.AdClicked";
    private static final int LANES = 24;

    private final Database database;
    private final AdEvents events;
    private final EventTime time;

    public ClickStore(Database database, AdEvents events, EventTime time) {
        this.database = database;
        this.events = events;
        this.time = time;
    }

    /** Data of {@code io.assent.ad.AdClicked}. */
    public record AdClick(
            String impressionId,
            String campaign,
            String company,
            String user,
            Instant occurredAt,
            Instant recordedAt) {}

    /** False when it was recorded before. */
    public boolean record(ImpressionToken token, Instant now) {
        Instant recordedAt = time.wall();
        return database.transact(connection -> {
            boolean isNew = insert(connection, token, now, recordedAt);
            if (isNew) {
                AdClick click = new AdClick(
                        token.impressionId(), token.campaign(), token.company(), token.viewer(), now, recordedAt);
                Outbox.append(
                        connection,
                        Partitions.of(token.viewer(), LANES),
                        List.of(events.record(TOPIC, token.viewer(), TYPE, token.impressionId(), now, click)));
            }
            return isNew;
        });
    }

    private static boolean insert(Connection connection, ImpressionToken token, Instant now, Instant recordedAt)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("with new as (insert into click (impression,"
                + " campaign, occurred_at, recorded_at) values (?, ?, ?, ?) on conflict do nothing returning campaign)"
                + " update campaign set clicks = clicks + 1 from new where campaign.id = new.campaign")) {
            insert.setString(1, token.impressionId());
            insert.setString(2, token.campaign());
            insert.setTimestamp(3, Timestamp.from(now));
            insert.setTimestamp(4, Timestamp.from(recordedAt));
            return insert.executeUpdate() == 1;
        }
    }
}
