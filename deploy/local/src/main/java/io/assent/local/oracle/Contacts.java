package io.assent.local.oracle;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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
        } else if (kind.equals("ContactAcceptance") || kind.equals("ContactRefusal")) {
            if (contact.requested.isEmpty() || !contact.requested.containsAll(purposes)) {
                return contact.requested.isEmpty() ? "not_requested" : "purpose_not_requested";
            }
            contact.state = kind.equals("ContactRefusal") ? "declined" : "accepted";
            contact.granted = purposes;
        } else if (kind.equals("ConsentWithdrawal") && !accepted) {
            return contact.state.equals("withdrawn") ? "" : "not_accepted";
        } else if (kind.equals("ConsentWithdrawal")) {
            contact.granted = new TreeSet<>(contact.granted);
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
        String open = contact.granted.contains(purpose) ? "" : "purpose_not_granted";
        String closed = contact.state.equals("withdrawn") ? "consent_withdrawn" : "no_consent";
        return contact.blocked ? "blocked" : contact.state.equals("accepted") ? open : closed;
    }

    private Contact of(String user, String company) {
        return all.computeIfAbsent(user + "|" + company, absent -> new Contact());
    }
}
