package io.assent.local.player;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What viewers saw: the items of each feed in order, sponsored ones with a star. */
final class Feeds {
    private final Map<String, String> seen = new ConcurrentHashMap<>();

    /** What was seen first; who plays the same line again later sees another feed. */
    void saw(String view, String items) {
        seen.putIfAbsent(view, items);
    }

    Map<String, String> all() {
        return Map.copyOf(seen);
    }
}
