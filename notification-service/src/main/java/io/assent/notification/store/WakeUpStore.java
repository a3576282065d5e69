package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import io.assent.notification.delivery.Urgency;
import io.assent.notification.delivery.WakeUpRules;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.postgresql.PGStatement;

/** Notes whom to wake: one statement for all people of whom somebody has told. */
@Singleton
public class WakeUpStore {
    /**
     * True of a subscription whose device could open something that waits: it is queued, or was handed over before the given time, has
     * no receipt, and was not offered to the device on a connection since. One parameter.
     */
    static final String SOMETHING_WAITS = " exists (select 1 from message where message.person = subscription.person"
            + " and message.state in ('queued', 'sent') and (message.state = 'queued'"
            + " or message.sent_at < ? and message.sent_at >= subscription.connected_at)"
            + " and string_to_array(message.kids, ' ') && array(" + ListeningKeys.of("subscription") + "))";

    private final Database database;

    public WakeUpStore(Database database) {
        this.database = database;
    }

    /**
     * Why somebody is woken.
     *
     * @param until the end of the message's time to live
     */
    public record Cause(Urgency urgency, Instant until) {
        public Cause and(Cause other) {
            return new Cause(urgency.and(other.urgency), until.isAfter(other.until) ? until : other.until);
        }
    }

    /**
     * Wakes the subscribed devices of these people, if something still waits for them. A device that was woken and has not
     * connected since is woken again only for what is more urgent.
     *
     * @param awake devices that are not woken
     */
    public void wake(Map<String, Cause> people, Set<String> awake, Instant now) {
        List<Map.Entry<String, Cause>> sorted = people.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .toList();
        database.transact(connection -> {
            // A subscription that ends meanwhile is left out, or waited for.
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into wake_up (device, urgency, until, next_at)"
                            + " select subscription.device, told.urgency, told.until, ?::timestamptz"
                            + " from unnest(?::text[], ?::smallint[], ?::timestamptz[]) as told (person, urgency, until)"
                            + " join push_subscription as subscription on subscription.person = told.person where"
                            + SOMETHING_WAITS
                            + " and subscription.device <> all (?) order by subscription.device for key share of subscription"
                            + " on conflict (device) do update set id = default, urgency = excluded.urgency,"
                            + " until = greatest(wake_up.until, excluded.until), attempts = 0, next_at = excluded.next_at"
                            + " where wake_up.urgency < excluded.urgency")) {
                // A plan that was made while the table was small would read all of it for ever: so each look is
                // planned.
                insert.unwrap(PGStatement.class).setPrepareThreshold(0);
                insert.setTimestamp(1, Timestamp.from(now));
                insert.setArray(
                        2,
                        Sql.texts(
                                connection,
                                sorted.stream().map(Map.Entry::getKey).toList()));
                insert.setArray(
                        3,
                        connection.createArrayOf(
                                "smallint",
                                sorted.stream()
                                        .map(told -> (short)
                                                told.getValue().urgency().level())
                                        .toArray()));
                insert.setArray(
                        4,
                        Sql.times(
                                connection,
                                sorted.stream()
                                        .map(told -> told.getValue().until())
                                        .toList()));
                insert.setTimestamp(5, Timestamp.from(now.minus(WakeUpRules.SETTLED_AFTER)));
                insert.setArray(6, Sql.texts(connection, awake));
                return insert.executeUpdate();
            }
        });
    }

    /** The next message wakes these devices anew. */
    public void moved(Map<String, Instant> came, Set<String> went) {
        List<Map.Entry<String, Instant>> sorted =
                came.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        database.transact(connection -> {
            try (PreparedStatement update = connection.prepareStatement("update push_subscription as subscription"
                            + " set connected_at = came.at from unnest(?::text[], ?::timestamptz[]) as came (device, at)"
                            + " where subscription.device = came.device");
                    PreparedStatement delete =
                            connection.prepareStatement("delete from wake_up where device = any (?)")) {
                update.setArray(
                        1,
                        Sql.texts(
                                connection,
                                sorted.stream().map(Map.Entry::getKey).toList()));
                update.setArray(
                        2,
                        Sql.times(
                                connection,
                                sorted.stream().map(Map.Entry::getValue).toList()));
                update.executeUpdate();
                delete.setArray(
                        1,
                        Sql.texts(
                                connection,
                                Stream.concat(came.keySet().stream(), went.stream())
                                        .sorted()
                                        .distinct()
                                        .toList()));
                return delete.executeUpdate();
            }
        });
    }

    /**
     * These devices listen: what is to be sent to them is not. What was sent stays until they go, or what they do not acknowledge
     * would wake them again and again.
     */
    public void calm(Collection<String> devices) {
        database.transact(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from wake_up where device = any (?) and next_at is not null")) {
                delete.setArray(
                        1, Sql.texts(connection, devices.stream().sorted().toList()));
                return delete.executeUpdate();
            }
        });
    }
}
