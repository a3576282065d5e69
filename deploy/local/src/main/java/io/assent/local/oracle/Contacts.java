package io.assent.local.oracle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who let whom in, and for what; keys are {@code user|company}. A refused move answers with its reason, else with nothing. */
final class Contacts {
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, Set<String>> requested = new HashMap<>();
    private final Map<String, Set<String>> granted = new HashMap<>();
    private final Set<String> blocked = new HashSet<>();

    String request(String contact, Set<String> purposes) {
        if (blocked(contact)) {
            return "blocked";
        }
        boolean accepted = state(contact).equals("accepted");
        if (!accepted || !granted.getOrDefault(contact, Set.of()).containsAll(purposes)) {
            requested.put(contact, purposes);
        }
        states.put(contact, accepted ? "accepted" : "requested");
        return "";
    }

    String accept(String contact, Set<String> purposes) {
        Set<String> asked = requested.getOrDefault(contact, Set.of());
        if (!asked.containsAll(purposes)) {
            return asked.isEmpty() ? "not_requested" : "purpose_not_requested";
        }
        states.put(contact, "accepted");
        granted.put(contact, purposes);
        return "";
    }

    String decline(String contact) {
        granted.remove(contact);
        return states.computeIfPresent(contact, (key, state) -> "declined") == null ? "not_requested" : "";
    }

    /** Takes back these purposes, or all when none are named. */
    String withdraw(String contact, Set<String> purposes) {
        if (!Set.of("accepted", "withdrawn").contains(state(contact))) {
            return "not_accepted";
        }
        Set<String> left = new HashSet<>(granted.getOrDefault(contact, Set.of()));
        left.removeIf(purpose -> purposes.isEmpty() || purposes.contains(purpose));
        granted.put(contact, left);
        states.put(contact, left.isEmpty() ? "withdrawn" : "accepted");
        return "";
    }

    void block(String contact, boolean yes) {
        blocked.remove(contact);
        if (yes) {
            blocked.add(contact);
        }
    }

    boolean blocked(String contact) {
        return blocked.contains(contact);
    }

    /** Why a message for this purpose may not pass. */
    String objection(String contact, String purpose) {
        if (blocked(contact)) {
            return "blocked";
        }
        return switch (state(contact)) {
            case "accepted" -> granted.getOrDefault(contact, Set.of()).contains(purpose) ? "" : "purpose_not_granted";
            case "withdrawn" -> "consent_withdrawn";
            default -> "no_consent";
        };
    }

    private String state(String contact) {
        return states.getOrDefault(contact, "none");
    }
}
