package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.base.rest.Problem;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.Relay;
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
import java.util.Optional;
import org.postgresql.PGStatement;

/** Ends messages whose time to live is over. In a replay time passes as far as an operator says. */
@Singleton
public class Expiry {
    private static final int GROUP = 500;
    private static final int LANE = 0;

    private final Database database;
    private final DeliveryEvents events;
    private final EventTime time;
    private final Relay relay;

    public Expiry(Database database, DeliveryEvents events, EventTime time, Relay relay) {
        this.database = database;
        this.events = events;
        this.time = time;
        this.relay = relay;
    }

    /** Everything before this time has happened. It never goes back. */
    public void advance(Instant watermark) {
        if (!time.isReplay()) {
            throw Problem.notFound("this service runs on the wall clock");
        }
        database.transact(connection -> {
            try (PreparedStatement upsert = connection.prepareStatement("insert into watermark (time) values (?)"
                    + " on conflict (id) do update set time = greatest(watermark.time, excluded.time)")) {
                upsert.setTimestamp(1, Timestamp.from(watermark));
                return upsert.executeUpdate();
            }
        });
    }

    /** What time it is for messages that wait; empty in a replay that has not begun. */
    public Optional<Instant> now() {
        return time.isReplay() ? database.transact(Expiry::watermark) : Optional.of(time.wall());
    }

    @Scheduled(every = "0.25s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        Optional<Instant> now = now();
        if (now.isPresent()) {
            int expired;
            do {
                expired = database.transact(connection -> expire(connection, now.get()));
                relay.wake();
            } while (expired == GROUP);
        }
    }

    private int expire(Connection connection, Instant now) throws SQLException {
        List<OutboxRecord> records = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(
                "update message set state = 'expired', sealed = null, kids = null where ctid = any (array(select ctid"
                        + " from message where state in ('scheduled', 'queued', 'sent') and expires_at <= ?"
                        + " order by expires_at limit ? for update skip locked)) returning " + MessageRow.COLUMNS)) {
            // A plan that was made while the table was small would read all of it for ever: so each look is planned.
            update.unwrap(PGStatement.class).setPrepareThreshold(0);
            update.setTimestamp(1, Timestamp.from(now));
            update.setInt(2, GROUP);
            try (ResultSet row = update.executeQuery()) {
                while (row.next()) {
                    MessageRow message = MessageRow.of(row);
                    records.add(events.record(
                            DeliveryEvents.Status.EXPIRED, message.event(null, message.expiresAt(), time.wall())));
                }
            }
        }
        if (!records.isEmpty()) {
            Outbox.append(connection, LANE, records);
        }
        return records.size();
    }

    private static Optional<Instant> watermark(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select time from watermark");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getTimestamp(1).toInstant()) : Optional.empty();
        }
    }
}
