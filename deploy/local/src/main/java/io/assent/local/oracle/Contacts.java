package io.assent.local.oracle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Who let whom in, and for what. */
final class Contacts {
    private static final class Contact {
        String state = "none";
        Set<String> requested = Set.of();
        Set<String> granted = Set.of();
        boolean blocked;
    }

    private final Map<String, Contact> all = new HashMap<>();

    /** Says why the move is refused, or nothing. */
    String move(String kind, String user, String company, Set<String> purposes) {
        Contact contact = of(user, company);
        boolean accepted = contact.state.equals("accepted");
        if (kind.equals("ContactRequest") && contact.blocked) {
            return "blocked";
        } else if (kind.equals("ContactRequest")) {
            contact.requested = accepted && contact.granted.containsAll(purposes) ? contact.requested : purposes;
            contact.state = accepted ? "accepted" : "requested";
        } else if (Set.of("ContactAcceptance", "ContactRefusal").contains(kind) && contact.requested.isEmpty()) {
            return "not_requested";
        } else if (kind.equals("ContactAcceptance") && !contact.requested.containsAll(purposes)) {
            return "purpose_not_requested";
        } else if (kind.equals("ContactAcceptance") || kind.equals("ContactRefusal")) {
            contact.state = kind.equals("ContactRefusal") ? "declined" : "accepted";
            contact.granted = purposes;
        } else if (kind.equals("ConsentWithdrawal") && !accepted) {
            return contact.state.equals("withdrawn") ? "" : "not_accepted";
        } else if (kind.equals("ConsentWithdrawal")) {
            contact.granted = new HashSet<>(contact.granted);
            contact.granted.removeIf(purpose -> purposes.isEmpty() || purposes.contains(purpose));
            contact.state = contact.granted.isEmpty() ? "withdrawn" : "accepted";
        } else if (kind.equals("ContactUnblock") && contact.state.equals("none") && !contact.blocked) {
            return "not_blocked";
        } else {
            contact.blocked = kind.equals("ContactBlock");
        }
        return "";
    }

    /** Why a message for this purpose may not pass, or nothing. */
    String objection(String user, String company, String purpose) {
        Contact contact = of(user, company);
        return contact.blocked
                ? "blocked"
                : switch (contact.state) {
                    case "accepted" -> contact.granted.contains(purpose) ? "" : "purpose_not_granted";
                    case "withdrawn" -> "consent_withdrawn";
                    default -> "no_consent";
                };
    }

    private Contact of(String user, String company) {
        return all.computeIfAbsent(user + "|" + company, absent -> new Contact());
    }
}
