package io.assent.notification.store;

import io.assent.notification.NotificationConfig;
import io.assent.notification.delivery.Notice;
import io.assent.notification.delivery.Waiting;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/**
 * Notices between the instances, by LISTEN and NOTIFY. They leave with the commit that they tell of. A commit with a notice waits for
 * every other such commit of the database, so none is sent when nobody else listens; who listens holds an advisory lock that ends with
 * its session.
 *
 * <p>Nobody is forgotten: a transaction that sends no notice holds the lock of {@link #JOINING} until its commit and looks again
 * under it, and an instance that begins to listen looks for what it missed only once nobody holds that lock any more.
 */
@Singleton
public class NoticeStore {
    public static final String CHANNEL = "assent_inbox";

    /** Classes of advisory locks; the second key is the instance, or 0. */
    static final int LISTENING = 0x61730001;

    static final int JOINING = 0x61730002;

    private static final String OTHERS = "exists (select from pg_locks where locktype = 'advisory' and granted"
            + " and database = (select oid from pg_database where datname = current_database())"
            + " and classid = " + LISTENING + " and objsubid = 2 and objid <> ?::bigint::oid)";

    /** CASE goes in its order. A queue that nobody empties would in the end refuse the commit: then the poll has to do. */
    private static final String TELL = "select count(pg_notify('" + CHANNEL + "', text)) from unnest(?::text[]) as text"
            + " where pg_notification_queue_usage() < 0.5 and (select case when " + OTHERS + " then true"
            + " when pg_try_advisory_xact_lock_shared(" + JOINING + ", 0) then " + OTHERS + " else true end)";

    private final int instance;

    public NoticeStore(NotificationConfig config) {
        this.instance = config.instance().hashCode();
    }

    /** Tells of messages that were taken, and wait. */
    void tellQueued(Connection connection, Collection<Waiting> messages) throws SQLException {
        tell(connection, Notice.Kind.URGENT, Waiting.people(messages, true));
        tell(connection, Notice.Kind.QUEUED, Waiting.people(messages, false));
    }

    /** Tells the other instances, if there are any, once the transaction commits. */
    public void tell(Connection connection, Notice.Kind kind, Collection<String> people) throws SQLException {
        if (people.isEmpty()) {
            return;
        }
        try (PreparedStatement tell = connection.prepareStatement(TELL)) {
            tell.setArray(1, Sql.texts(connection, Notice.texts(kind, instance, people)));
            tell.setLong(2, Integer.toUnsignedLong(instance));
            tell.setLong(3, Integer.toUnsignedLong(instance));
            tell.executeQuery().close();
        }
    }

    /** What this instance told needs nobody to tell it. */
    public boolean isOwn(Notice notice) {
        return notice.sender() == instance;
    }

    /** From now on others see that this session listens: not before it does. */
    public void listen(Connection session) throws SQLException {
        execute(session, "listen " + CHANNEL);
        execute(session, "select pg_advisory_lock_shared(" + LISTENING + ", " + instance + ")");
    }

    /** True once every transaction that did not see this session has ended: what it misses is committed, and can be found. */
    public boolean isKnownToAll(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("select case when pg_try_advisory_lock(" + JOINING
                        + ", 0) then pg_advisory_unlock(" + JOINING + ", 0) else false end")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The session goes back to its pool. */
    public void leave(Connection session) throws SQLException {
        execute(session, "select pg_advisory_unlock_shared(" + LISTENING + ", " + instance + ")");
        execute(session, "unlisten " + CHANNEL);
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
