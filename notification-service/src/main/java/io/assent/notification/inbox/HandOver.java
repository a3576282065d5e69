package io.assent.notification.inbox;

import io.assent.exactlyonce.DatabaseException;
import io.assent.exactlyonce.Relay;
import io.assent.notification.NotificationConfig;
import io.assent.notification.delivery.Notice;
import io.assent.notification.delivery.Waiting;
import io.assent.notification.store.HandOverStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Hands messages to the devices that listen here: at once when the gate of this instance took them, or when another instance tells of
 * them; and should it not be heard, within a quarter of a second. One thread does it, a transaction of each kind in turn.
 */
@Singleton
public class HandOver implements NoticeListener.Ear {
    private static final Logger LOG = Logger.getLogger(HandOver.class);
    private static final Duration POLL = Duration.ofMillis(250);

    /** While the others are heard, so many looks go round everybody: for what its holder let go of and nobody was told. */
    private static final int SLICES = 20;

    /** Between two signs of life on a line. */
    private static final int BEAT_SECONDS = 15;

    private final NoticeListener notices;
    private final OpenInboxes inboxes = new OpenInboxes();
    private final NewMessages newMessages;
    private final Replays replays;
    private final Redeliveries redeliveries;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Thread worker = Thread.ofPlatform().name("hand-over").unstarted(this::run);
    private long nextLook = System.nanoTime();
    private int looks;
    private int beats;
    private volatile boolean closed;

    private sealed interface Work {
        /** People who may have something new. */
        record New(Collection<String> people, Way way) implements Work {}

        /** People who may have something new that is urgent. */
        record Urgent(Collection<String> people, Way way) implements Work {}

        /** People of whom another instance handed something to some of their devices. */
        record Sent(Collection<String> people) implements Work {}

        /** A connection that wants all that has no receipt. */
        record Replay(InboxConnection connection) implements Work {}

        /** Everybody may have something. */
        record Everything() implements Work {}
    }

    public HandOver(
            HandOverStore store,
            Relay relay,
            DeliveryMetrics metrics,
            NoticeListener notices,
            NotificationConfig config) {
        this.notices = notices;
        this.newMessages = new NewMessages(inboxes, store, relay, metrics, config.handOverSize());
        this.replays = new Replays(store, relay, metrics);
        this.redeliveries = new Redeliveries(inboxes, store, relay, metrics, config.handOverSize());
        metrics.countStreams(inboxes);
        metrics.watch(notices);
    }

    /** Tells that these messages were taken. */
    public void offer(Collection<Waiting> messages) {
        List<Waiting> here = messages.stream()
                .filter(message -> inboxes.isOpen(message.user()))
                .toList();
        addUrgent(Waiting.people(here, true), Way.LOCAL);
        add(Waiting.people(here, false), Way.LOCAL);
    }

    @Override
    public void hear(Notice notice) {
        List<String> people = inboxes.people(notice);
        switch (notice.kind()) {
            case URGENT -> addUrgent(people, Way.NOTIFIED);
            case QUEUED -> add(people, Way.NOTIFIED);
            case SENT -> {
                if (!people.isEmpty()) {
                    queue.add(new Work.Sent(people));
                }
            }
        }
    }

    private void add(Collection<String> people, Way way) {
        if (!people.isEmpty()) {
            queue.add(new Work.New(people, way));
        }
    }

    private void addUrgent(Collection<String> people, Way way) {
        if (!people.isEmpty()) {
            queue.add(new Work.Urgent(people, way));
        }
    }

    @Override
    public void missed() {
        queue.add(new Work.Everything());
    }

    /** From now on the device is handed its messages, beginning with all that has no receipt yet. */
    public void connect(InboxConnection connection) {
        inboxes.add(connection);
        queue.add(new Work.Replay(connection));
    }

    public void disconnect(InboxConnection connection) {
        inboxes.remove(connection);
    }

    /** Some of these may have been what kept a device from being shown more. */
    public void acknowledged(String person, Set<String> messageIds) {
        for (InboxConnection connection : inboxes.of(person)) {
            connection.acknowledged(messageIds);
            resume(connection);
        }
    }

    /** The device may have room again. */
    public void resume(InboxConnection connection) {
        if (connection.isBehind() && connection.hasRoom()) {
            queue.add(new Work.Replay(connection));
        }
    }

    /** Keeps the lines open, and finds those that are not: each in its second, so that messages never wait for all of them. */
    @Scheduled(every = "1s")
    void beat() {
        int second = Math.floorMod(beats++, BEAT_SECONDS);
        inboxes.all()
                .filter(connection -> Math.floorMod(connection.hashCode(), BEAT_SECONDS) == second)
                .forEach(InboxConnection::beat);
    }

    void start(@Observes StartupEvent event) {
        worker.start();
        notices.start(this);
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        worker.interrupt();
        notices.close();
    }

    private void run() {
        while (!closed) {
            try {
                receive();
                replays.handOver();
                newMessages.handOver();
                redeliveries.handOver();
            } catch (InterruptedException e) {
                // closed is looked at next
            } catch (DatabaseException e) {
                LOG.warnf("hand-over waits for its database: SQLSTATE %s", e.sqlState());
                // What was in hand may be marked and never written.
                replays.startAgain();
                everything();
            }
        }
    }

    /** Waits when nothing is left to do. */
    private void receive() throws InterruptedException {
        boolean idle = newMessages.isDone() && replays.isDone() && redeliveries.isDone();
        Work first = queue.poll(idle ? nextLook - System.nanoTime() : 0, TimeUnit.NANOSECONDS);
        if (first != null) {
            List<Work> work = new ArrayList<>(List.of(first));
            queue.drainTo(work);
            work.forEach(this::plan);
        }
        if (System.nanoTime() - nextLook >= 0) {
            look();
            nextLook = System.nanoTime() + POLL.toNanos();
        }
    }

    private void plan(Work work) {
        switch (work) {
            case Work.New(Collection<String> people, Way way) -> newMessages.add(people, way);
            case Work.Urgent(Collection<String> people, Way way) -> newMessages.addUrgent(people, way);
            case Work.Sent(Collection<String> people) ->
                people.forEach(
                        person -> inboxes.of(person).forEach(connection -> replays.add(connection, Way.NOTIFIED)));
            case Work.Replay(InboxConnection connection) -> replay(connection, Way.CONNECTED);
            case Work.Everything() -> everything();
        }
    }

    private void replay(InboxConnection connection, Way way) {
        if (inboxes.of(connection.person()).contains(connection)) {
            replays.add(connection, way);
            newMessages.add(List.of(connection.person()), way);
        }
    }

    private void everything() {
        inboxes.all().forEach(connection -> replay(connection, Way.POLLED));
    }

    private void look() {
        int slice = looks++ % SLICES;
        boolean heard = notices.hears();
        newMessages.comeBack();
        newMessages.add(inboxes.people(hash -> !heard || Math.floorMod(hash, SLICES) == slice), Way.POLLED);
        if (!heard && slice == 0) {
            everything();
        }
        List<InboxConnection> behind =
                inboxes.all().filter(InboxConnection::isBehind).toList();
        redeliveries.lookForReceipts(
                behind.stream().filter(InboxConnection::isFull).toList());
        behind.stream().filter(InboxConnection::hasRoom).forEach(connection -> replay(connection, Way.CONNECTED));
        redeliveries.look();
    }
}
