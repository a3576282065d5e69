package io.assent.notification.inbox;

import io.assent.base.EventTime;
import io.assent.notification.store.ListeningKeys;
import io.assent.notification.store.ListeningKeys.Owned;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
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
    private final Map<String, Instant> came = new ConcurrentHashMap<>();
    private final Set<String> went = ConcurrentHashMap.newKeySet();
    private final EventTime time;

    public ListeningDevices(ListeningKeys keys, EventTime time) {
        this.keys = keys;
        this.time = time;
    }

    /** Devices that came, and when, and those that went. */
    public record Moves(Map<String, Instant> came, Set<String> went) {
        public boolean isEmpty() {
            return came.isEmpty() && went.isEmpty();
        }
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
            came.put(listening.owned.device(), time.wall());
        }
    }

    public void close(Listening listening) {
        if (open.remove(listening)) {
            went.add(listening.owned.device());
        }
    }

    /** The devices that listen now. */
    public Set<String> devices() {
        return open.stream().map(listening -> listening.owned.device()).collect(Collectors.toSet());
    }

    /** What nobody has taken note of yet. */
    public Moves moves() {
        return new Moves(Map.copyOf(came), Set.copyOf(went));
    }

    public void noted(Moves moves) {
        moves.came().forEach(came::remove);
        went.removeAll(moves.went());
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
