package io.assent.notification.inbox;

import io.assent.notification.delivery.Notice;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The devices that listen on this instance, by their person's hash, as notices name people. A set is never changed, only replaced. */
final class OpenInboxes {
    private final Map<Integer, Set<InboxConnection>> byHash = new ConcurrentHashMap<>();

    void add(InboxConnection connection) {
        byHash.merge(hash(connection), Set.of(connection), OpenInboxes::union);
    }

    void remove(InboxConnection connection) {
        byHash.computeIfPresent(hash(connection), (_, devices) -> {
            Set<InboxConnection> left = new HashSet<>(devices);
            left.remove(connection);
            return left.isEmpty() ? null : Set.copyOf(left);
        });
    }

    Set<InboxConnection> of(String person) {
        Set<InboxConnection> devices = byHash.getOrDefault(Notice.hash(person), Set.of());
        return devices.stream().allMatch(device -> device.person().equals(person))
                ? devices
                : devices.stream()
                        .filter(device -> device.person().equals(person))
                        .collect(Collectors.toSet());
    }

    boolean isOpen(String person) {
        return !of(person).isEmpty();
    }

    /** Those whom the notice may mean. */
    List<String> people(Notice notice) {
        return people(notice.people().stream().map(hash -> byHash.getOrDefault(hash, Set.of())));
    }

    List<String> people(IntPredicate hashes) {
        return people(byHash.entrySet().stream()
                .filter(entry -> hashes.test(entry.getKey()))
                .map(Map.Entry::getValue));
    }

    private static List<String> people(Stream<Set<InboxConnection>> devices) {
        return devices.flatMap(Set::stream)
                .map(InboxConnection::person)
                .distinct()
                .toList();
    }

    Stream<InboxConnection> all() {
        return byHash.values().stream().flatMap(Set::stream);
    }

    int size() {
        return byHash.values().stream().mapToInt(Set::size).sum();
    }

    private static Integer hash(InboxConnection connection) {
        return Notice.hash(connection.person());
    }

    private static Set<InboxConnection> union(Set<InboxConnection> known, Set<InboxConnection> added) {
        Set<InboxConnection> both = new HashSet<>(known);
        both.addAll(added);
        return Set.copyOf(both);
    }
}
