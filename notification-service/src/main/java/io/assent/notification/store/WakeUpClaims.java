package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import io.assent.notification.delivery.Urgency;
import io.assent.notification.delivery.WakeUpRules;
import io.assent.notification.delivery.WakeUpRules.Verdict;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** Takes what is due under a lease, so that instances share the work, and what a crashed one had taken comes back. */
@Singleton
public class WakeUpClaims {
    /** Longer than an attempt can take, with the look-up of its host. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final Database database;

    public WakeUpClaims(Database database) {
        this.database = database;
    }

    /** @param attempts with the one that it was claimed for */
    public record Claimed(String device, long id, String endpoint, Urgency urgency, Instant until, int attempts) {}

    /** What is due; wake-ups for which nothing waits any more are forgotten. */
    public List<Claimed> take(int limit, Instant now) {
        return database.transact(connection -> {
            forget(connection, now);
            try (PreparedStatement claim =
                    connection.prepareStatement("update wake_up as taken set attempts = attempts + 1, next_at = ?"
                            + " from push_subscription as subscription where subscription.device = taken.device"
                            + " and taken.device = any (array(select device from wake_up where next_at <= ?"
                            + " order by next_at limit ? for update skip locked)) returning taken.device, taken.id,"
                            + " subscription.endpoint, taken.urgency, taken.until, taken.attempts,"
                            + WakeUpStore.SOMETHING_WAITS)) {
                claim.unwrap(PGStatement.class).setPrepareThreshold(0);
                claim.setTimestamp(1, Timestamp.from(now.plus(LEASE)));
                claim.setTimestamp(2, Timestamp.from(now));
                claim.setInt(3, limit);
                claim.setTimestamp(4, Timestamp.from(now.minus(WakeUpRules.SETTLED_AFTER)));
                List<Claimed> wanted = new ArrayList<>();
                List<Claimed> idle = new ArrayList<>();
                try (ResultSet row = claim.executeQuery()) {
                    while (row.next()) {
                        (row.getBoolean(7) ? wanted : idle).add(claimed(row));
                    }
                }
                for (Claimed each : idle) {
                    delete(connection, each);
                }
                return wanted;
            }
        });
    }

    /** Unless the device has connected meanwhile, or is to be woken for something else. */
    public void settle(Claimed claimed, Verdict verdict) {
        database.transact(connection -> {
            switch (verdict) {
                // Given up, too, it stays until its time is over: otherwise what waits would be found missed at once.
                case Verdict.Woken _, Verdict.GivenUp _ -> next(connection, claimed, null);
                case Verdict.TryAgain(Instant at) -> next(connection, claimed, Timestamp.from(at));
                case Verdict.Gone _ -> unsubscribe(connection, claimed);
            }
            return true;
        });
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                Urgency.ofLevel(row.getInt(4)),
                row.getTimestamp(5).toInstant(),
                row.getInt(6));
    }

    /** Also those that were sent: what still waits, or comes, wakes the device anew. */
    private static void forget(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from wake_up where device = any (array("
                + "select device from wake_up where until <= ? order by until limit 1000 for update skip locked))")) {
            delete.setTimestamp(1, Timestamp.from(now));
            delete.executeUpdate();
        }
    }

    private static void next(Connection connection, Claimed claimed, @Nullable Timestamp at) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update wake_up set next_at = ? where device = ? and id = ?")) {
            update.setTimestamp(1, at);
            update.setString(2, claimed.device());
            update.setLong(3, claimed.id());
            update.executeUpdate();
        }
    }

    private static void delete(Connection connection, Claimed claimed) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from wake_up where device = ? and id = ?")) {
            delete.setString(1, claimed.device());
            delete.setLong(2, claimed.id());
            delete.executeUpdate();
        }
    }

    /** The device may have subscribed anew meanwhile. */
    private static void unsubscribe(Connection connection, Claimed claimed) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from push_subscription where device = ? and endpoint = ?")) {
            delete.setString(1, claimed.device());
            delete.setString(2, claimed.endpoint());
            delete.executeUpdate();
        }
    }
}
