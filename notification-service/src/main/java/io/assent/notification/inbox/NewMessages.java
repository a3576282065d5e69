package io.assent.notification.inbox;

import io.assent.exactlyonce.Relay;
import io.assent.notification.store.HandOverStore;
import io.assent.notification.store.MessageRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hands what nobody was handed yet to all devices of its person that listen here. One transaction at a time, urgent messages first:
 * who is added between two of them is not behind who was there before.
 */
final class NewMessages {
    private final OpenInboxes inboxes;
    private final HandOverStore store;
    private final Relay relay;
    private final DeliveryMetrics metrics;
    private final Map<String, Way> due = new HashMap<>();
    private final Map<String, Way> left = new HashMap<>();

    NewMessages(OpenInboxes inboxes, HandOverStore store, Relay relay, DeliveryMetrics metrics) {
        this.inboxes = inboxes;
        this.store = store;
        this.relay = relay;
        this.metrics = metrics;
    }

    /** These people may have something new. */
    void add(Collection<String> people, Way way) {
        people.forEach(person -> due.putIfAbsent(person, way));
    }

    /** Those who were left out may have their turn now. */
    void comeBack() {
        left.forEach(due::putIfAbsent);
        left.clear();
    }

    boolean isDone() {
        return due.isEmpty();
    }

    void handOver() {
        List<InboxConnection> devices = withRoom();
        if (devices.isEmpty()) {
            due.clear();
            return;
        }
        HandOverStore.Result result = store.handOver(Listeners.of(devices));
        if (!result.handed().isEmpty()) {
            relay.wake();
        }
        result.handed().forEach(this::write);
        result.left().forEach(person -> left.put(person, due.getOrDefault(person, Way.POLLED)));
        if (!result.full()) {
            due.clear();
        }
    }

    /** A device that does not read does not count as one that listens: its messages stay queued. */
    private List<InboxConnection> withRoom() {
        List<InboxConnection> devices = new ArrayList<>();
        for (String person : due.keySet()) {
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

    private void write(MessageRow message) {
        Set<InboxConnection> devices = inboxes.of(message.user());
        for (InboxConnection device : devices) {
            if (device.write(message)) {
                metrics.count(due.getOrDefault(message.user(), Way.POLLED));
                metrics.handedOver(message, device);
            }
        }
    }
}
