package io.assent.notification.inbox;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The devices that listen on this instance, by person. A person's set is never changed, only replaced. */
final class OpenInboxes {
    private final Map<String, Set<InboxConnection>> byPerson = new ConcurrentHashMap<>();

    void add(InboxConnection connection) {
        byPerson.merge(connection.person(), Set.of(connection), OpenInboxes::union);
    }

    void remove(InboxConnection connection) {
        byPerson.computeIfPresent(connection.person(), (_, devices) -> {
            Set<InboxConnection> left = new HashSet<>(devices);
            left.remove(connection);
            return left.isEmpty() ? null : Set.copyOf(left);
        });
    }

    Set<InboxConnection> of(String person) {
        return byPerson.getOrDefault(person, Set.of());
    }

    boolean isOpen(String person) {
        return byPerson.containsKey(person);
    }

    Set<String> people() {
        return Set.copyOf(byPerson.keySet());
    }

    /** To ask each of ten thousand costs less than to keep them by another key. */
    List<String> people(Predicate<String> wanted) {
        return byPerson.keySet().stream().filter(wanted).toList();
    }

    Set<InboxConnection> all() {
        Set<InboxConnection> all = new HashSet<>();
        byPerson.values().forEach(all::addAll);
        return all;
    }

    int size() {
        return byPerson.values().stream().mapToInt(Set::size).sum();
    }

    private static Set<InboxConnection> union(Set<InboxConnection> known, Set<InboxConnection> added) {
        Set<InboxConnection> both = new HashSet<>(known);
        both.addAll(added);
        return Set.copyOf(both);
    }
}
