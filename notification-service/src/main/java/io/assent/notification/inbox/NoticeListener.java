package io.assent.notification.inbox;

import io.assent.notification.delivery.Notice;
import io.assent.notification.store.NoticeStore;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to the other instances on a session of its own, which it takes from the pool and so follows a failover. While it cannot be
 * sure that it hears them, it says so, and hand-over looks by itself; when it hears them again, everything is looked at once.
 */
@Singleton
public class NoticeListener {
    private static final Logger LOG = Logger.getLogger(NoticeListener.class);
    private static final Duration BEAT = Duration.ofMillis(250);
    private static final Duration SURE = BEAT.multipliedBy(2);
    private static final Duration JOINING_LOOK = Duration.ofMillis(20);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final NoticeStore store;
    private final Thread loop =
            Thread.ofPlatform().name("inbox-notices").daemon().unstarted(this::run);
    private Ear ear = new Deaf();
    private Duration pause = SHORTEST_PAUSE;
    private volatile long heardUntil = System.nanoTime();
    private volatile boolean closed;

    /** Who wants to know. */
    interface Ear {
        void hear(Notice notice);

        /** Whatever was told before may have been missed. */
        void missed();
    }

    public NoticeListener(DataSource dataSource, NoticeStore store) {
        this.dataSource = dataSource;
        this.store = store;
    }

    void start(Ear who) {
        ear = who;
        loop.start();
    }

    void close() {
        closed = true;
        try {
            loop.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True while every notice arrives: the session has answered just now. */
    boolean hears() {
        return heardUntil - System.nanoTime() > 0;
    }

    private void run() {
        while (!closed) {
            try (Connection session = dataSource.getConnection()) {
                listenOrAbort(session);
            } catch (SQLException e) {
                heardUntil = System.nanoTime();
                if (pause.equals(SHORTEST_PAUSE)) {
                    LOG.warnf("notices of other instances are not heard: SQLSTATE %s; trying again", e.getSQLState());
                }
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** A session that failed must not go back to the pool: it might still listen, and others would count on it. */
    private void listenOrAbort(Connection session) throws SQLException {
        try {
            session.setAutoCommit(true);
            listen(session);
        } catch (SQLException e) {
            session.abort(Runnable::run);
            throw e;
        }
    }

    private void listen(Connection session) throws SQLException {
        PGConnection notices = session.unwrap(PGConnection.class);
        store.listen(session);
        while (!closed && !store.isKnownToAll(session)) {
            take(notices.getNotifications(Math.toIntExact(JOINING_LOOK.toMillis())));
        }
        ear.missed();
        pause = SHORTEST_PAUSE;
        long answered = sure();
        while (!closed) {
            take(notices.getNotifications(Math.toIntExact(BEAT.toMillis())));
            if (System.nanoTime() - answered > BEAT.toNanos() / 2) {
                if (!session.isValid(1)) {
                    throw new SQLException("the session does not answer", "08006");
                }
                answered = sure();
            }
        }
        store.leave(session);
    }

    private long sure() {
        long now = System.nanoTime();
        heardUntil = now + SURE.toNanos();
        return now;
    }

    private void take(PGNotification[] notices) {
        for (PGNotification each : notices) {
            Notice.of(each.getParameter())
                    .filter(notice -> !store.isOwn(notice))
                    .ifPresent(ear::hear);
        }
    }

    private static final class Deaf implements Ear {
        @Override
        public void hear(Notice notice) {}

        @Override
        public void missed() {}
    }
}
