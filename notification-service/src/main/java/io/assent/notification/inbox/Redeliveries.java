package io.assent.notification.inbox;

import io.assent.exactlyonce.Relay;
import io.assent.notification.store.HandOverStore;
import io.assent.notification.store.MessageRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
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
        Map<InboxConnection, List<Long>> part = part();
        List<Long> positions = part.values().stream().flatMap(List::stream).toList();
        due = false;
        if (positions.isEmpty()) {
            return;
        }
        Map<Long, MessageRow> handed = store.redeliver(Listeners.of(part.keySet()), positions).stream()
                .collect(Collectors.toMap(MessageRow::inbox, message -> message));
        relay.wake();
        Set<Long> held = held(part.keySet(), positions, handed.keySet());
        part.forEach((device, theirs) -> write(device, theirs, handed, held));
        due = positions.size() >= limit && held.isEmpty();
    }

    /** What was not handed over has ended, or somebody else holds it just now: then it stays due. */
    private Set<Long> held(Set<InboxConnection> devices, List<Long> positions, Set<Long> handed) {
        Set<Long> missing = new HashSet<>(positions);
        missing.removeAll(handed);
        return missing.isEmpty() ? Set.of() : store.pending(people(devices), missing);
    }

    private static Set<String> people(Set<InboxConnection> devices) {
        return devices.stream().map(InboxConnection::person).collect(Collectors.toSet());
    }

    /** So many as one transaction takes. */
    private Map<InboxConnection, List<Long>> part() {
        Map<InboxConnection, List<Long>> part = new LinkedHashMap<>();
        long now = System.nanoTime();
        int left = limit;
        for (InboxConnection device : inboxes.all()) {
            List<Long> theirs = device.due(now).stream().limit(left).toList();
            if (!theirs.isEmpty()) {
                part.put(device, theirs);
                left -= theirs.size();
            }
            if (left == 0) {
                break;
            }
        }
        return part;
    }

    private void write(InboxConnection device, List<Long> positions, Map<Long, MessageRow> handed, Set<Long> held) {
        for (Long position : positions) {
            MessageRow message = handed.get(position);
            if (message != null && device.writeAgain(message)) {
                metrics.count(Way.REDELIVERED);
            }
        }
        device.ended(positions.stream()
                .filter(position -> !handed.containsKey(position) && !held.contains(position))
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
        Set<Long> pending = store.pending(
                people(shown.keySet()),
                shown.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        shown.forEach((device, positions) -> device.ended(positions.stream()
                .filter(position -> !pending.contains(position))
                .toList()));
    }
}
