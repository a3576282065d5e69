package io.assent.notification.inbox;

import io.assent.exactlyonce.Relay;
import io.assent.notification.store.HandOverStore;
import io.assent.notification.store.HandOverStore.Pending;
import io.assent.notification.store.MessageRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shows connections what was handed over before, has no receipt, and was not shown on them yet: to who connects all of it, to others
 * what another instance handed to other devices of the person. In the order of the inboxes, some connections at a time.
 */
final class Replays {
    private static final int MOST_CONNECTIONS = 100;
    private static final int MOST_SEEN = 5_000;

    private final HandOverStore store;
    private final Relay relay;
    private final DeliveryMetrics metrics;
    private final Map<InboxConnection, Way> waiting = new LinkedHashMap<>();
    private Map<InboxConnection, Way> group = Map.of();
    private long position;

    Replays(HandOverStore store, Relay relay, DeliveryMetrics metrics) {
        this.store = store;
        this.relay = relay;
        this.metrics = metrics;
    }

    void add(InboxConnection connection, Way way) {
        connection.setBehind(false);
        waiting.putIfAbsent(connection, way);
    }

    boolean isDone() {
        return waiting.isEmpty() && group.isEmpty();
    }

    void handOver() {
        if (group.isEmpty()) {
            group = nextGroup();
            position = 0;
        }
        if (group.isEmpty()) {
            return;
        }
        HandOverStore.Result result = store.handOverAgain(Listeners.of(group.keySet()), seenByAll(), position);
        relay.wake();
        result.handed().forEach(this::write);
        position = result.position();
        boolean room = group.keySet().stream().anyMatch(InboxConnection::hasRoom);
        if (!result.full() || !room) {
            if (room) {
                comeBackForWhatWasHeld();
            }
            group = Map.of();
        }
    }

    /** Another instance may just have been showing it to another device of the person: then it was left out here. */
    private void comeBackForWhatWasHeld() {
        List<Pending> unseen = store.unseen(Listeners.of(group.keySet()), seenByAll());
        group.keySet().stream()
                .filter(connection -> unseen.stream().anyMatch(connection::misses))
                .forEach(connection -> connection.setBehind(true));
    }

    /** What was in hand may not have been written. */
    void startAgain() {
        group.forEach(waiting::putIfAbsent);
        group = Map.of();
    }

    private Map<InboxConnection, Way> nextGroup() {
        Map<InboxConnection, Way> next = new LinkedHashMap<>();
        int seen = 0;
        Iterator<Map.Entry<InboxConnection, Way>> each = waiting.entrySet().iterator();
        while (each.hasNext() && next.size() < MOST_CONNECTIONS && seen < MOST_SEEN) {
            Map.Entry<InboxConnection, Way> entry = each.next();
            each.remove();
            if (entry.getKey().hasRoom()) {
                next.put(entry.getKey(), entry.getValue());
                seen += entry.getKey().shown().size();
            } else {
                entry.getKey().setBehind(true);
            }
        }
        return next;
    }

    /** Of two devices of a person one may have seen more than the other. */
    private List<Long> seenByAll() {
        Map<String, Set<Long>> byPerson = new LinkedHashMap<>();
        for (InboxConnection connection : group.keySet()) {
            byPerson.merge(connection.person(), connection.shown(), (one, other) -> {
                Set<Long> both = new HashSet<>(one);
                both.retainAll(other);
                return both;
            });
        }
        List<Long> seen = new ArrayList<>();
        byPerson.values().forEach(seen::addAll);
        return seen;
    }

    private void write(MessageRow message) {
        group.forEach((connection, way) -> {
            if (connection.person().equals(message.user()) && connection.write(message)) {
                metrics.count(way);
                if (way == Way.NOTIFIED) {
                    metrics.handedOver(message, connection);
                }
            }
        });
    }
}
