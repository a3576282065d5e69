package io.assent.notification.inbox;

import io.assent.notification.store.HandOverStore.Listener;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Devices as the store asks for them: by person. */
final class Listeners {
    private Listeners() {}

    static Map<String, Listener> of(Collection<InboxConnection> devices) {
        Map<String, Listener> listeners = new HashMap<>();
        devices.stream()
                .collect(Collectors.groupingBy(InboxConnection::person))
                .forEach((person, theirs) -> listeners.put(person, listener(person, theirs)));
        return listeners;
    }

    private static Listener listener(String person, List<InboxConnection> devices) {
        return new Listener(
                person,
                devices.stream().flatMap(device -> device.kids().stream()).toList(),
                devices.stream()
                        .map(InboxConnection::connectedAt)
                        .max(Instant::compareTo)
                        .orElseThrow());
    }
}
