package io.assent.notification.inbox;

import io.assent.exactlyonce.DatabaseException;
import io.assent.exactlyonce.Relay;
import io.assent.notification.store.HandOverStore;
import io.assent.notification.store.MessageRow;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Hands messages to the devices that listen here: at once when the gate of this instance took them, within a quarter of
 * a second when another did. One thread does it, in the order of the inboxes.
 */
@Singleton
public class HandOver {
    private static final Logger LOG = Logger.getLogger(HandOver.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final HandOverStore store;
    private final Relay relay;
    private final DeliveryMetrics metrics;
    private final OpenInboxes inboxes = new OpenInboxes();
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>();
    private final Thread worker = Thread.ofPlatform().name("hand-over").unstarted(this::run);
    private volatile boolean closed;

    /** People who may have something new, or one connection that wants all that has no receipt. */
    private sealed interface Work {
        record New(Collection<String> people) implements Work {}

        record Replay(InboxConnection connection) implements Work {}
    }

    public HandOver(HandOverStore store, Relay relay, DeliveryMetrics metrics) {
        this.store = store;
        this.relay = relay;
        this.metrics = metrics;
        metrics.countStreams(inboxes);
    }

    /** Tells that messages were taken for these people. */
    public void offer(Set<String> people) {
        List<String> listening =
                people.stream().filter(person -> !inboxes.of(person).isEmpty()).toList();
        if (!listening.isEmpty()) {
            queue.add(new Work.New(listening));
        }
    }

    /** From now on the device is handed its messages, beginning with all that has no receipt yet. */
    public void connect(InboxConnection connection) {
        inboxes.add(connection);
        queue.add(new Work.Replay(connection));
    }

    public void disconnect(InboxConnection connection) {
        inboxes.remove(connection);
    }

    /** Keeps the lines open, and finds those that are not. */
    @Scheduled(every = "15s")
    void beat() {
        inboxes.all().forEach(connection -> connection.heartbeat().run());
    }

    void start(@Observes StartupEvent event) {
        worker.start();
    }

    void stop(@Observes ShutdownEvent event) {
        closed = true;
        worker.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                Work first = queue.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    handOverNew(inboxes.people());
                } else {
                    List<Work> work = new ArrayList<>(List.of(first));
                    queue.drainTo(work);
                    handOver(work);
                }
            } catch (InterruptedException e) {
                // closed is looked at next
            } catch (DatabaseException e) {
                LOG.warnf("hand-over waits for its database: SQLSTATE %s", e.sqlState());
                offerAllAgain();
            }
        }
    }

    /** What was in hand may be marked and never written. */
    private void offerAllAgain() {
        inboxes.all().forEach(device -> queue.add(new Work.Replay(device)));
    }

    private void handOver(List<Work> work) {
        Set<String> people = new HashSet<>();
        for (Work each : work) {
            switch (each) {
                case Work.New(Collection<String> added) -> people.addAll(added);
                case Work.Replay(InboxConnection connection) -> {
                    replay(connection);
                    people.add(connection.person());
                }
            }
        }
        handOverNew(people);
    }

    private void handOverNew(Set<String> people) {
        Map<String, HandOverStore.Listener> listeners = new HashMap<>();
        for (String person : people) {
            Set<InboxConnection> devices = inboxes.of(person);
            if (!devices.isEmpty()) {
                listeners.put(person, listener(person, devices));
            }
        }
        if (listeners.isEmpty()) {
            return;
        }
        HandOverStore.Result result;
        do {
            result = store.handOver(listeners);
            write(result.handed());
        } while (result.full());
    }

    /** Only what was handed over before: what is new goes to all devices of the person, and not to this one alone. */
    private void replay(InboxConnection connection) {
        HandOverStore.Listener listener = listener(connection.person(), Set.of(connection));
        HandOverStore.Result result;
        long position = 0;
        do {
            result = store.handOverAgain(listener, position);
            result.handed().forEach(connection::write);
            position = result.position();
        } while (result.full());
        relay.wake();
    }

    private void write(List<MessageRow> handed) {
        if (!handed.isEmpty()) {
            relay.wake();
        }
        for (MessageRow message : handed) {
            inboxes.of(message.user()).forEach(device -> {
                if (device.write(message)) {
                    metrics.handedOver(message, device);
                }
            });
        }
    }

    private static HandOverStore.Listener listener(String person, Set<InboxConnection> devices) {
        return new HandOverStore.Listener(
                person,
                devices.stream().flatMap(device -> device.kids().get().stream()).toList(),
                devices.stream()
                        .map(InboxConnection::connectedAt)
                        .max(java.time.Instant::compareTo)
                        .orElseThrow());
    }
}
