package io.assent.local.player;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** What the people who are played noticed and should not have: a text shown twice, one that cannot be read, a broken promise. */
final class Findings {
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    void add(String finding) {
        all.add(finding);
    }

    /** A text appears on a screen; every text of a day has its own number, so it may appear once only. */
    void shown(String text, String messageId) {
        String before = texts.putIfAbsent(text, messageId);
        if (before != null) {
            add("the text of " + messageId + " was shown before, as " + before);
        }
    }

    boolean wasShown(Predicate<String> text) {
        return texts.keySet().stream().anyMatch(text);
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
