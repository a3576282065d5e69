package io.assent.ad.memory;

import io.assent.ad.feed.Viewer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the messenger says of people. */
@Singleton
public class PeopleMemory {
    private final Map<String, Versioned> people = new ConcurrentHashMap<>();

    private record Versioned(long version, Viewer viewer) {}

    public void apply(String user, long version, Viewer viewer) {
        people.merge(
                user, new Versioned(version, viewer), (known, told) -> told.version() > known.version() ? told : known);
    }

    public Optional<Viewer> find(String user) {
        return Optional.ofNullable(people.get(user)).map(Versioned::viewer);
    }
}
