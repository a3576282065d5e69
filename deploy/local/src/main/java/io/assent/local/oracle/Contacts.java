package io.assent.local.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who let whom in, and for what. */
final class Contacts {
    private static final Duration PAUSE_AFTER_DECLINE = Duration.ofDays(90);
    private static final Duration REQUEST_OPEN = Duration.ofDays(30);

    private static final class Contact {
        String state = "none";
        Set<String> requested = Set.of();
        Set<String> granted = Set.of();
        boolean blocked;
        boolean open;
        Instant answerableUntil = Instant.MAX;
        Instant askableFrom = Instant.MIN;
    }

    private final Map<String, Contact> all = new HashMap<>();

    /** Says why the request is refused, or nothing. */
    String ask(String user, String company, Set<String> purposes, Instant now) {
        Contact contact = of(user, company);
        boolean accepted = contact.state.equals("accepted");
        if (contact.blocked || now.isBefore(contact.askableFrom)) {
            return contact.blocked ? "blocked" : "declined_recently";
        }
        boolean nothingNew = accepted && contact.granted.containsAll(purposes);
        boolean asksStill = contact.open && now.isBefore(contact.answerableUntil);
        if (!nothingNew && !(asksStill && contact.requested.equals(purposes))) {
            contact.requested = purposes;
            contact.open = true;
            contact.answerableUntil = now.plus(REQUEST_OPEN);
            contact.state = accepted ? "accepted" : "requested";
        }
        return "";
    }

    /** Says why the move is refused, or nothing. */
    String move(String kind, String user, String company, Set<String> purposes, Instant now) {
        Contact contact = of(user, company);
        boolean accepted = contact.state.equals("accepted");
        if (kind.equals("ContactAcceptance") || kind.equals("ContactRefusal")) {
            return answer(contact, kind.equals("ContactRefusal") ? "declined" : "accepted", purposes, now);
        } else if (kind.equals("ConsentWithdrawal") && !accepted) {
            return contact.state.equals("withdrawn") ? "" : "not_accepted";
        } else if (kind.equals("ConsentWithdrawal")) {
            contact.granted = new TreeSet<>(contact.granted);
            contact.granted.removeIf(purpose -> purposes.isEmpty() || purposes.contains(purpose));
            contact.state = contact.granted.isEmpty() ? "withdrawn" : "accepted";
            contact.open &= !contact.granted.isEmpty();
        } else if (kind.equals("ContactUnblock") && contact.state.equals("none") && !contact.blocked) {
            return "not_blocked";
        } else {
            contact.blocked = kind.equals("ContactBlock");
        }
        return "";
    }

    private static String answer(Contact contact, String answer, Set<String> purposes, Instant now) {
        if (contact.requested.isEmpty() || !contact.requested.containsAll(purposes)) {
            return contact.requested.isEmpty() ? "not_requested" : "purpose_not_requested";
        }
        boolean same = contact.state.equals(answer) && contact.granted.equals(purposes) && !contact.open;
        boolean takesBack = answer.equals("declined") && contact.state.equals("accepted") && !contact.open;
        if (same || (!takesBack && !now.isBefore(contact.answerableUntil))) {
            return same ? "" : "request_expired";
        }
        contact.state = answer;
        contact.granted = purposes;
        contact.open = false;
        contact.askableFrom = answer.equals("declined") ? now.plus(PAUSE_AFTER_DECLINE) : Instant.MIN;
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
