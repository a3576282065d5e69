package io.assent.base.webhook.store;

import io.assent.exactlyonce.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGStatement;

/**
 * Takes what is due under a lease, so that instances share the work, and what a crashed one had taken comes back. Of the
 * deliveries about one person only the first that is pending can be taken, which keeps their order.
 */
public final class DeliveryClaims {
    /** At a time; one that fails is tried one by one, and holds up nobody else. */
    private static final int MAX_PER_ENDPOINT = 8;

    /** In random order, so that no endpoint is always the last when there is more to do than can be done. */
    private static final String CLAIM = """
            with endpoint as (
                select id, greatest(0, case when failing_since is null then ? else 1 end
                    - (select count(*) from webhook_delivery as sent
                        where sent.endpoint = webhook_endpoint.id and sent.leased_until > ?)) as room
                from webhook_endpoint where disabled_at is null order by random()
            ), due as (
                select next.id from endpoint cross join lateral (
                    select d.id from webhook_delivery as d
                    where d.endpoint = endpoint.id and d.state = 'pending' and d.due_at <= ?
                        and (d.leased_until is null or d.leased_until <= ?)
                        and not exists (select 1 from webhook_delivery as earlier
                            where earlier.endpoint = d.endpoint and earlier.person = d.person
                                and earlier.state = 'pending' and earlier.position < d.position)
                    order by d.due_at, d.position limit endpoint.room for update skip locked) as next
                limit ?
            )
            update webhook_delivery as taken set claim = claim + 1, leased_until = ?
            from due, webhook_endpoint where taken.id = due.id and webhook_endpoint.id = taken.endpoint
            returning taken.id, taken.position, taken.endpoint, webhook_endpoint.url, taken.person, taken.body,
                taken.attempts, taken.claim""";

    private final Database database;
    private final Duration lease;

    /** @param lease longer than an attempt can take */
    public DeliveryClaims(Database database, Duration lease) {
        this.database = database;
        this.lease = lease;
    }

    public List<ClaimedDelivery> take(int limit, Instant now) {
        return database.transact(connection -> take(connection, limit, now, now.plus(lease)));
    }

    private static List<ClaimedDelivery> take(Connection connection, int limit, Instant now, Instant until)
            throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            // A plan that was made while the table was small would read all of it for ever: so each look is planned.
            claim.unwrap(PGStatement.class).setPrepareThreshold(0);
            claim.setInt(1, MAX_PER_ENDPOINT);
            claim.setTimestamp(2, Timestamp.from(now));
            claim.setTimestamp(3, Timestamp.from(now));
            claim.setTimestamp(4, Timestamp.from(now));
            claim.setInt(5, limit);
            claim.setTimestamp(6, Timestamp.from(until));
            List<ClaimedDelivery> claimed = new ArrayList<>();
            try (ResultSet row = claim.executeQuery()) {
                while (row.next()) {
                    claimed.add(new ClaimedDelivery(
                            row.getString(1),
                            row.getLong(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getInt(7),
                            row.getLong(8),
                            until));
                }
            }
            return claimed;
        }
    }
}
