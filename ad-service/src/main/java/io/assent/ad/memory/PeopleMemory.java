package io.assent.ad.memory;

import io.assent.ad.feed.Viewer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the messenger says of people. */
@Singleton
public class PeopleMemory {
    private final Map<String, Versioned> people = new ConcurrentHashMap<>();

    private record Versioned(long version, Viewer viewer, Instant toldAt) {}

    public void apply(String user, long version, Viewer viewer, Instant toldAt) {
        people.merge(
                user,
                new Versioned(version, viewer, toldAt),
                (known, told) -> told.version() > known.version() ? told : known);
    }

    /** The messenger forgot this person. */
    public void forget(String user) {
        people.remove(user);
    }

    /** Erased at this time; what was told later is of somebody who came back. Topics are read in no order between them. */
    public void forget(String user, Instant erasedAt) {
        people.computeIfPresent(user, (_, known) -> known.toldAt().isAfter(erasedAt) ? known : null);
    }

    public Optional<Viewer> find(String user) {
        return Optional.ofNullable(people.get(user)).map(Versioned::viewer);
    }
}
