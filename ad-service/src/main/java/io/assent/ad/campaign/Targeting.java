package io.assent.ad.campaign;

import java.util.Set;

/**
 * Whom a campaign is for. An empty set stands for everybody.
 *
 * @param countries ISO 3166 alpha-2
 * @param languages ISO 639-1
 * @param ageBands looked at only for adults who chose personalised ads; nobody else sees such a campaign
 */
public record Targeting(Set<String> countries, Set<String> languages, Set<String> ageBands) {
    public Targeting {
        countries = Set.copyOf(countries);
        languages = Set.copyOf(languages);
        ageBands = Set.copyOf(ageBands);
    }

    static boolean covers(Set<String> wanted, String value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}
