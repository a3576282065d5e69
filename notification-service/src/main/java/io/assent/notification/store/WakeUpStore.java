package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import io.assent.notification.delivery.Urgency;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.postgresql.PGStatement;

/** Notes whom to wake: one statement for all people of whom somebody has told. */
@Singleton
public class WakeUpStore {
    /** True of a subscription whose device could open something that waits. */
    static final String SOMETHING_WAITS = " exists (select 1 from message where message.person = subscription.person"
            + " and message.state = 'queued' and string_to_array(message.kids, ' ') && array("
            + "select kid from device_key where device_key.device = subscription.device"
            + " and device_key.person = subscription.person"
            + " union all select kid from former_device_key as former where former.device = subscription.device"
            + " and former.person = subscription.person and former.state = 'rotated'))";

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
     */
    public void wake(Map<String, Cause> people, Instant now) {
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
                            + " order by subscription.device for key share of subscription"
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
                return insert.executeUpdate();
            }
        });
    }

    /** These devices listen, or did: the next message wakes them anew. */
    public void connected(Collection<String> devices) {
        database.transact(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("delete from wake_up where device = any (?)")) {
                delete.setArray(
                        1, Sql.texts(connection, devices.stream().sorted().toList()));
                return delete.executeUpdate();
            }
        });
    }
}
