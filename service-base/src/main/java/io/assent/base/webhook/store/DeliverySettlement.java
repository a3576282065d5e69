package io.assent.base.webhook.store;

import io.assent.base.webhook.AttemptResult;
import io.assent.base.webhook.DeliveryRules;
import io.assent.base.webhook.DeliveryVerdict;
import io.assent.base.webhook.store.EndpointRows.Times;
import io.assent.exactlyonce.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down what came of an attempt: for the delivery, for those that wait behind it, and for the endpoint. */
public final class DeliverySettlement {
    public static final String GONE = "gone";
    public static final String FAILING = "failing";

    private final Database database;
    private final DeliveryRules rules;

    public DeliverySettlement(Database database, DeliveryRules rules) {
        this.database = database;
        this.rules = rules;
    }

    /** @param disabled why the endpoint was disabled by it, if it was */
    public record Settled(DeliveryVerdict verdict, @Nullable String disabled) {}

    /** Nothing when another instance has taken the delivery meanwhile: what it finds out counts. */
    public Optional<Settled> settle(ClaimedDelivery delivery, AttemptResult result, Instant now, double random) {
        DeliveryVerdict verdict = rules.judge(delivery.attempts() + 1, result, now, random);
        return database.transact(connection -> {
            Instant due = switch (verdict) {
                case DeliveryVerdict.TryAgain(Instant at) -> at;
                case DeliveryVerdict.Delivered(), DeliveryVerdict.GivenUp(), DeliveryVerdict.Gone() -> now;
            };
            if (!close(connection, delivery, state(verdict), result, due, now)) {
                return Optional.empty();
            }
            followersAreDue(connection, delivery, due);
            if (verdict instanceof DeliveryVerdict.Delivered) {
                delivered(connection, delivery.endpoint(), now);
                return Optional.of(new Settled(verdict, null));
            }
            Instant failingSince = failed(connection, delivery.endpoint(), now);
            String reason = verdict instanceof DeliveryVerdict.Gone
                    ? GONE
                    : failingSince != null && rules.isHopeless(failingSince, now) ? FAILING : null;
            boolean disabled = reason != null && disable(connection, delivery.endpoint(), reason, now);
            return Optional.of(new Settled(verdict, disabled ? reason : null));
        });
    }

    private static String state(DeliveryVerdict verdict) {
        return switch (verdict) {
            case DeliveryVerdict.Delivered _ -> WebhookDelivery.DELIVERED;
            case DeliveryVerdict.GivenUp _ -> WebhookDelivery.FAILED;
            case DeliveryVerdict.TryAgain _, DeliveryVerdict.Gone _ -> WebhookDelivery.PENDING;
        };
    }

    /** The lease is asked for too: a commit whose answer was lost is repeated, and must not count the attempt twice. */
    private static boolean close(
            Connection connection,
            ClaimedDelivery delivery,
            String state,
            AttemptResult result,
            Instant due,
            Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update webhook_delivery set state = ?,"
                + " attempts = attempts + 1, last_result = ?, due_at = ?, ended_at = ?, leased_until = null"
                + " where id = ? and claim = ? and leased_until is not null")) {
            update.setString(1, state);
            update.setString(2, result.code());
            update.setTimestamp(3, Timestamp.from(due));
            update.setTimestamp(4, state.equals(WebhookDelivery.PENDING) ? null : Timestamp.from(now));
            update.setString(5, delivery.id());
            update.setLong(6, delivery.claim());
            return update.executeUpdate() > 0;
        }
    }

    /** Those about the same person are looked at when they can go, and not before. */
    private static void followersAreDue(Connection connection, ClaimedDelivery delivery, Instant due)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update webhook_delivery set due_at = ?"
                + " where endpoint = ? and person = ? and state = 'pending' and position > ?")) {
            update.setTimestamp(1, Timestamp.from(due));
            update.setString(2, delivery.endpoint());
            update.setString(3, delivery.person());
            update.setLong(4, delivery.position());
            update.executeUpdate();
        }
    }

    /** Once a second is enough for a time that people look at, and keeps deliveries from waiting for each other. */
    private static void delivered(Connection connection, String endpoint, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update webhook_endpoint set"
                + " last_delivered_at = ?, failing_since = null, failures = 0 where id = ?"
                + " and (failing_since is not null or last_delivered_at is null or last_delivered_at < ?)")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, endpoint);
            update.setTimestamp(3, Timestamp.from(now.minusSeconds(1)));
            update.executeUpdate();
        }
    }

    private static @Nullable Instant failed(Connection connection, String endpoint, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update webhook_endpoint set"
                + " failures = failures + 1, failing_since = coalesce(failing_since, ?) where id = ?"
                + " returning failing_since")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, endpoint);
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? Times.read(row, 1) : null;
            }
        }
    }

    private static boolean disable(Connection connection, String endpoint, String reason, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update webhook_endpoint set disabled_at = ?,"
                + " disabled_reason = ? where id = ? and disabled_at is null")) {
            update.setTimestamp(1, Timestamp.from(now));
            update.setString(2, reason);
            update.setString(3, endpoint);
            return update.executeUpdate() > 0;
        }
    }
}
