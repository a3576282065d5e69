package io.assent.notification.inbox;

import io.assent.exactlyonce.Relay;
import io.assent.notification.store.HandOverStore;
import io.assent.notification.store.HandOverStore.Listener;
import io.assent.notification.store.HandOverStore.Pending;
import io.assent.notification.store.MessageRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows devices again what they have not acknowledged for long, and finds out which receipts went to another instance. */
final class Redeliveries {
    /** Devices at a time, of which a thousand positions each are asked for. */
    private static final int MOST_FULL = 20;

    private final OpenInboxes inboxes;
    private final HandOverStore store;
    private final Relay relay;
    private final DeliveryMetrics metrics;
    private final int limit;
    private boolean due;

    Redeliveries(OpenInboxes inboxes, HandOverStore store, Relay relay, DeliveryMetrics metrics, int limit) {
        this.inboxes = inboxes;
        this.store = store;
        this.relay = relay;
        this.metrics = metrics;
        this.limit = limit;
    }

    /** It is time to look. */
    void look() {
        due = true;
    }

    boolean isDone() {
        return !due;
    }

    void handOver() {
        if (!due) {
            return;
        }
        due = false;
        Map<InboxConnection, List<Long>> part = part();
        if (part.isEmpty()) {
            return;
        }
        Map<String, Listener> listeners = Listeners.of(part.keySet());
        List<Long> positions = part.values().stream().flatMap(List::stream).toList();
        Map<Long, MessageRow> handed = store.redeliver(listeners, positions).stream()
                .collect(Collectors.toMap(MessageRow::inbox, message -> message));
        relay.wake();
        Map<Long, List<String>> held = held(listeners, positions, handed.keySet());
        Map<Long, List<String>> sealedTo = new HashMap<>(held);
        handed.forEach((position, message) -> sealedTo.put(position, message.kids()));
        part.forEach((device, theirs) -> {
            write(device, theirs, handed);
            forgetEnded(device, theirs, sealedTo);
        });
        due = positions.size() >= limit && held.isEmpty();
    }

    /** What was not handed over has ended, or somebody else holds it just now: then it stays due. */
    private Map<Long, List<String>> held(Map<String, Listener> listeners, List<Long> positions, Set<Long> handed) {
        Set<Long> missing = new HashSet<>(positions);
        missing.removeAll(handed);
        return missing.isEmpty() ? Map.of() : pending(listeners, missing);
    }

    private Map<Long, List<String>> pending(Map<String, Listener> listeners, Set<Long> positions) {
        return store.pending(listeners, positions).stream().collect(Collectors.toMap(Pending::position, Pending::kids));
    }

    /** So many as one transaction takes. */
    private Map<InboxConnection, List<Long>> part() {
        Map<InboxConnection, List<Long>> part = new LinkedHashMap<>();
        long now = System.nanoTime();
        int left = limit;
        Iterator<InboxConnection> devices = inboxes.all().iterator();
        while (left > 0 && devices.hasNext()) {
            InboxConnection device = devices.next();
            List<Long> due = device.due(now);
            if (!due.isEmpty()) {
                List<Long> theirs = due.subList(0, Math.min(left, due.size()));
                part.put(device, theirs);
                left -= theirs.size();
            }
        }
        return part;
    }

    private void write(InboxConnection device, List<Long> positions, Map<Long, MessageRow> handed) {
        for (Long position : positions) {
            MessageRow message = handed.get(position);
            if (message != null && device.writeAgain(message)) {
                metrics.count(Way.REDELIVERED);
            }
        }
    }

    /** Also what is sealed to none of the device's keys any more. */
    private static void forgetEnded(
            InboxConnection device, Collection<Long> positions, Map<Long, List<String>> sealedTo) {
        device.ended(positions.stream()
                .filter(position -> !device.opens(sealedTo.getOrDefault(position, List.of())))
                .toList());
    }

    /** Devices that are shown nothing more before they have acknowledged what they have: perhaps they did, elsewhere. */
    void lookForReceipts(Collection<InboxConnection> full) {
        List<InboxConnection> some = new ArrayList<>(full);
        Collections.shuffle(some);
        Map<InboxConnection, Set<Long>> shown =
                some.stream().limit(MOST_FULL).collect(Collectors.toMap(device -> device, InboxConnection::shown));
        if (shown.isEmpty()) {
            return;
        }
        Map<Long, List<String>> sealedTo = pending(
                Listeners.of(shown.keySet()),
                shown.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        shown.forEach((device, positions) -> forgetEnded(device, positions, sealedTo));
    }
}
