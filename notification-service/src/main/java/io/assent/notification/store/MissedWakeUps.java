package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import io.assent.notification.delivery.Urgency;
import io.assent.notification.delivery.WakeUpRules;
import io.assent.notification.dispatch.Category;
import io.assent.notification.store.WakeUpStore.Cause;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGStatement;

/**
 * People for whom something waits whose devices nobody has woken: the instance that had taken it crashed, or the wake-up ran out
 * before a later message, or the device went away before it had shown what it was handed. Subscriptions are looked through in turn, a chunk at a time, so it costs the same however many there are.
 */
@Singleton
public class MissedWakeUps {
    private static final int CHUNK = 1_000;
    private static final int MESSAGES = 100;

    private final Database database;

    public MissedWakeUps(Database database) {
        this.database = database;
    }

    /** @param last device that was looked at; empty when the end is reached and the turn begins anew */
    public record Found(Map<String, Cause> people, String last) {}

    /**
     * @param after the device where the chunk before ended
     * @param awake devices that listen
     */
    public Found find(String after, Set<String> awake, Instant now) {
        Timestamp settled = Timestamp.from(now.minus(WakeUpRules.SETTLED_AFTER));
        return database.transact(connection -> {
            List<String> people = new ArrayList<>();
            String last = after;
            int looked = 0;
            try (PreparedStatement select = connection.prepareStatement("select subscription.device,"
                    + " case when not exists (select 1 from wake_up where wake_up.device = subscription.device) and"
                    + WakeUpStore.SOMETHING_WAITS
                    + " then subscription.person end from push_subscription as subscription"
                    + " where subscription.device > ? order by subscription.device limit ?")) {
                select.unwrap(PGStatement.class).setPrepareThreshold(0);
                select.setTimestamp(1, settled);
                select.setString(2, after);
                select.setInt(3, CHUNK);
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        looked++;
                        last = row.getString(1);
                        if (row.getString(2) != null && !awake.contains(last)) {
                            people.add(row.getString(2));
                        }
                    }
                }
            }
            Map<String, Cause> causes = people.isEmpty() ? Map.of() : causes(connection, people, settled);
            return new Found(causes, looked < CHUNK ? "" : last);
        });
    }

    private static Map<String, Cause> causes(Connection connection, List<String> people, Timestamp settled)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select person.id, waiting.category, waiting.expires_at"
                        + " from (select distinct id from unnest(?::text[]) as asked (id)) as person cross join lateral ("
                        + "select category, expires_at from message where message.person = person.id"
                        + " and message.state in ('queued', 'sent') and coalesce(message.sent_at, message.recorded_at) < ? order by message.inbox limit ?) as waiting")) {
            select.unwrap(PGStatement.class).setPrepareThreshold(0);
            select.setArray(1, Sql.texts(connection, people));
            select.setTimestamp(2, settled);
            select.setInt(3, MESSAGES);
            Map<String, Cause> causes = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Urgency urgency = Urgency.of(Category.of(row.getString(2)).orElseThrow());
                    causes.merge(
                            row.getString(1),
                            new Cause(urgency, row.getTimestamp(3).toInstant()),
                            Cause::and);
                }
            }
            return causes;
        }
    }
}
