package io.assent.notification.inbox;

import io.assent.exactlyonce.Relay;
import io.assent.notification.store.HandOverStore;
import io.assent.notification.store.MessageRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands what nobody was handed yet to all devices of its person that listen here. A transaction for those who wait for something urgent
 * and one for some of the others, in turn: who is added between two of them is not behind all who were there before.
 */
final class NewMessages {
    private final OpenInboxes inboxes;
    private final HandOverStore store;
    private final Relay relay;
    private final DeliveryMetrics metrics;
    private final int most;
    private final Map<String, Way> urgent = new LinkedHashMap<>();
    private final Map<String, Way> due = new LinkedHashMap<>();
    private final Map<String, Way> left = new HashMap<>();

    /** @param most messages that a transaction takes: it looks for them among as many people */
    NewMessages(OpenInboxes inboxes, HandOverStore store, Relay relay, DeliveryMetrics metrics, int most) {
        this.inboxes = inboxes;
        this.store = store;
        this.relay = relay;
        this.metrics = metrics;
        this.most = most;
    }

    /** These people may have something new. */
    void add(Collection<String> people, Way way) {
        people.forEach(person -> due.putIfAbsent(person, way));
    }

    /** These people may have something new that is urgent. */
    void addUrgent(Collection<String> people, Way way) {
        people.forEach(person -> urgent.putIfAbsent(person, way));
    }

    /** Those who were left out may have their turn now. */
    void comeBack() {
        left.forEach(due::putIfAbsent);
        left.clear();
    }

    boolean isDone() {
        return urgent.isEmpty() && due.isEmpty();
    }

    void handOver() {
        handOver(urgent);
        handOver(due);
    }

    private void handOver(Map<String, Way> waiting) {
        Map<String, Way> part = first(waiting);
        List<InboxConnection> devices = withRoom(part.keySet());
        boolean full = false;
        if (!devices.isEmpty()) {
            HandOverStore.Result result = store.handOver(Listeners.of(devices));
            if (!result.handed().isEmpty()) {
                relay.wake();
            }
            result.handed().forEach(message -> write(message, part.getOrDefault(message.user(), Way.POLLED)));
            result.left().forEach(person -> left.put(person, part.getOrDefault(person, Way.POLLED)));
            full = result.full();
        }
        if (!full) {
            waiting.keySet().removeAll(part.keySet());
        }
    }

    private Map<String, Way> first(Map<String, Way> waiting) {
        Map<String, Way> first = new HashMap<>();
        waiting.entrySet().stream().limit(most).forEach(each -> first.put(each.getKey(), each.getValue()));
        return first;
    }

    /** A device that does not read does not count as one that listens: its messages stay queued. */
    private List<InboxConnection> withRoom(Collection<String> people) {
        List<InboxConnection> devices = new ArrayList<>();
        for (String person : people) {
            for (InboxConnection device : inboxes.of(person)) {
                if (device.hasRoom()) {
                    devices.add(device);
                } else {
                    device.setBehind(true);
                }
            }
        }
        return devices;
    }

    private void write(MessageRow message, Way way) {
        for (InboxConnection device : inboxes.of(message.user())) {
            if (device.write(message)) {
                metrics.count(way);
                metrics.handedOver(message, device);
            }
        }
    }
}
