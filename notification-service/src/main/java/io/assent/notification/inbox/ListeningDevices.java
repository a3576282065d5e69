package io.assent.notification.inbox;

import io.assent.notification.store.ListeningKeys;
import io.assent.notification.store.ListeningKeys.Owned;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The devices that listen on this instance, with the keys by which each is found. A device may change its key while it
 * listens: here that is known at once, on other instances after a few seconds.
 */
@Singleton
public class ListeningDevices {
    private final ListeningKeys keys;
    private final Set<Listening> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> openByPerson = new ConcurrentHashMap<>();
    private final Set<String> connected = ConcurrentHashMap.newKeySet();

    public ListeningDevices(ListeningKeys keys) {
        this.keys = keys;
    }

    /** One open inbox. */
    public static final class Listening {
        private final Owned owned;
        private volatile List<String> kids;

        private Listening(Owned owned, List<String> kids) {
            this.owned = owned;
            this.kids = kids;
        }

        /** Of the device's keys that were not revoked, the current one first. */
        public List<String> kids() {
            return kids;
        }
    }

    /** A device that is about to listen; without kids when it has no key and cannot be handed anything. */
    public Listening of(String person, String device) {
        Owned owned = new Owned(person, device);
        return new Listening(owned, keys.of(List.of(owned)).getOrDefault(owned, List.of()));
    }

    public void open(Listening listening) {
        if (open.add(listening)) {
            openByPerson.merge(listening.owned.person(), 1, Integer::sum);
            connected.add(listening.owned.device());
        }
    }

    public void close(Listening listening) {
        if (open.remove(listening)) {
            openByPerson.computeIfPresent(listening.owned.person(), (_, devices) -> devices == 1 ? null : devices - 1);
            connected.add(listening.owned.device());
        }
    }

    public boolean isListening(String person) {
        return openByPerson.containsKey(person);
    }

    /** The devices that listen now. */
    public Set<String> devices() {
        return open.stream().map(listening -> listening.owned.device()).collect(Collectors.toSet());
    }

    /** Those that came or went since this was last asked. */
    public Set<String> connectedSinceAsked() {
        Set<String> asked = new HashSet<>(connected);
        connected.removeAll(asked);
        return asked;
    }

    /** The keys of this device have changed. */
    public void changed(String person, String device) {
        Owned changed = new Owned(person, device);
        refresh(open.stream()
                .filter(listening -> listening.owned.equals(changed))
                .toList());
    }

    /** Changes that other instances took. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        refresh(List.copyOf(open));
    }

    private void refresh(Collection<Listening> listening) {
        if (!listening.isEmpty()) {
            Map<Owned, List<String>> found = keys.of(
                    listening.stream().map(each -> each.owned).distinct().toList());
            listening.forEach(each -> each.kids = found.getOrDefault(each.owned, List.of()));
        }
    }
}
