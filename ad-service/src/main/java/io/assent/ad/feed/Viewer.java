package io.assent.ad.feed;

import java.util.Set;

/**
 * What the messenger says of a person.
 *
 * @param ageBand adult, minor or unknown; unknown counts as minor
 */
public record Viewer(String country, String language, String ageBand, Set<String> contacts) {
    public Viewer {
        contacts = Set.copyOf(contacts);
    }

    public boolean isAdult() {
        return ageBand.equals("adult");
    }

    /** Minors are never profiled, whatever was chosen. */
    public AdsChoice effective(AdsChoice choice) {
        return choice == AdsChoice.PERSONALISED && !isAdult() ? AdsChoice.CONTEXTUAL : choice;
    }
}
