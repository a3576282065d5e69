package io.assent.consent.contact;

import io.assent.consent.contact.ContactDecision.Changed;
import io.assent.consent.contact.ContactDecision.Refused;
import io.assent.consent.contact.ContactDecision.Unchanged;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The rules of a contact, one method a command. */
final class ContactDecider {
    private static final Refused NOT_REQUESTED =
            new Refused("not_requested", "the company has not asked for this contact");
    private static final Refused REQUEST_EXPIRED =
            new Refused("request_expired", "the request was not answered in time; the company may ask again");

    private final Contact contact;
    private final Instant now;
    private final ContactLimits limits;

    ContactDecider(Contact contact, Instant now, ContactLimits limits) {
        this.contact = contact;
        this.now = now;
        this.limits = limits;
    }

    ContactDecision request(Set<Purpose> purposes, NoticeTerms terms) {
        if (purposes.isEmpty()) {
            return new Refused("invalid_field", "a request names at least one purpose");
        }
        Optional<Refused> objection = terms.objection(purposes, now);
        if (objection.isPresent()) {
            return objection.get();
        }
        if (contact.blocked()) {
            return new Refused("blocked", "the person has blocked this company");
        }
        Instant declined = contact.declinedAt();
        if (declined != null && now.isBefore(declined.plus(limits.pauseAfterDecline()))) {
            return new Refused(
                    "declined_recently",
                    "the person has declined; ask again later",
                    declined.plus(limits.pauseAfterDecline()));
        }
        return asked(purposes, terms.notice());
    }

    private ContactDecision asked(Set<Purpose> purposes, ShownNotice notice) {
        Contact current = asOfNow();
        boolean accepted = current.state() == ContactState.ACCEPTED;
        boolean stillAsks = current.ask().open() && !current.ask().isOver(now);
        if (accepted && allOf(current).containsAll(purposes) && !isRefreshDue()) {
            return new Unchanged(contact);
        }
        if (stillAsks && current.ask().asks(purposes, notice)) {
            return new Unchanged(contact);
        }
        // A request for more leaves what is granted as it is, until the person decides anew.
        ContactState next = accepted ? ContactState.ACCEPTED : ContactState.REQUESTED;
        Ask ask = new Ask(purposes, notice, true, limits.requestEnd(now));
        return new Changed(current.asked(next, ask), ContactChange.REQUESTED);
    }

    ContactDecision accept(Set<Purpose> purposes) {
        Contact current = asOfNow();
        Ask ask = current.ask();
        if (ask.purposes().isEmpty()) {
            return NOT_REQUESTED;
        }
        if (purposes.isEmpty() || !ask.purposes().containsAll(purposes)) {
            return new Refused("purpose_not_requested", "only requested purposes can be accepted");
        }
        // An answer to a new request decides on all of it. Whoever only allows more leaves what is stopped as it is.
        Set<Purpose> resting = ask.open() ? Set.of() : without(current.stopped(), purposes);
        boolean accepted = current.state() == ContactState.ACCEPTED;
        if (accepted
                && !ask.open()
                && current.granted().equals(purposes)
                && current.stopped().equals(resting)) {
            return new Unchanged(contact);
        }
        if (ask.isOver(now)) {
            return REQUEST_EXPIRED;
        }
        return new Changed(
                current.accepted(purposes, resting, limits.consentEnd(ask.notice(), now)), ContactChange.ACCEPTED);
    }

    ContactDecision decline() {
        Ask ask = contact.ask();
        if (ask.purposes().isEmpty()) {
            return NOT_REQUESTED;
        }
        if (contact.state() == ContactState.DECLINED) {
            return new Unchanged(contact);
        }
        boolean answersTheAsk = ask.open() || contact.state() != ContactState.ACCEPTED;
        return answersTheAsk && ask.isOver(now)
                ? REQUEST_EXPIRED
                : new Changed(contact.ended(ContactState.DECLINED, ask.closed(), now), ContactChange.DECLINED);
    }

    /** A no takes effect although the consent may have run out: until that is noted, gates rely on it. */
    ContactDecision withdraw(Set<Purpose> purposes) {
        if (contact.state() != ContactState.ACCEPTED) {
            return contact.state() == ContactState.WITHDRAWN
                    ? new Unchanged(contact)
                    : new Refused("not_accepted", "there is no consent to withdraw");
        }
        Set<Purpose> granted = without(contact.granted(), purposes);
        Set<Purpose> stopped = without(contact.stopped(), purposes);
        Contact next = granted.isEmpty() && stopped.isEmpty()
                ? contact.ended(ContactState.WITHDRAWN, contact.ask().closed(), null)
                : contact.allowing(granted, stopped);
        return next.equals(contact) ? new Unchanged(contact) : new Changed(next, ContactChange.WITHDRAWN);
    }

    ContactDecision stopMarketing() {
        if (contact.state() != ContactState.ACCEPTED) {
            return new Refused("not_accepted", "there is no consent to stop");
        }
        if (!contact.granted().contains(Purpose.MARKETING)) {
            return new Unchanged(contact);
        }
        Set<Purpose> rest = without(contact.granted(), Set.of(Purpose.MARKETING));
        return new Changed(contact.allowing(rest, Set.of(Purpose.MARKETING)), ContactChange.MARKETING_STOPPED);
    }

    ContactDecision resumeMarketing() {
        Contact current = asOfNow();
        if (current.stopped().contains(Purpose.MARKETING)) {
            return new Changed(current.allowing(allOf(current), Set.of()), ContactChange.MARKETING_RESUMED);
        }
        return current.granted().contains(Purpose.MARKETING)
                ? new Unchanged(contact)
                : new Refused("not_stopped", "no marketing was stopped that could be resumed");
    }

    ContactDecision block(boolean shut) {
        return contact.blocked() == shut
                ? new Unchanged(contact)
                : new Changed(contact.blocked(shut), shut ? ContactChange.BLOCKED : ContactChange.UNBLOCKED);
    }

    ContactDecision expire() {
        Contact current = asOfNow();
        if (!current.equals(contact)) {
            return new Changed(current, ContactChange.EXPIRED);
        }
        if (!contact.ask().open() || !contact.ask().isOver(now)) {
            return new Unchanged(contact);
        }
        ContactState next = contact.state() == ContactState.REQUESTED ? ContactState.LAPSED : contact.state();
        return new Changed(contact.asked(next, contact.ask().closed()), ContactChange.LAPSED);
    }

    /** What was decided here is never changed by it; the same once more is nothing new. */
    ContactDecision bringAlong(ContactCommand.Import decision) {
        if (decision.decidedAt().isAfter(now)) {
            return new Refused("invalid_field", "decidedAt: it is still to come");
        }
        return switch (decision.status()) {
            case ACCEPTED -> bringConsentAlong(decision);
            case WITHDRAWN -> brought(Contact.NONE.ended(ContactState.WITHDRAWN, Ask.NONE, null));
            case BLOCKED -> brought(Contact.NONE.blocked(true));
        };
    }

    private ContactDecision bringConsentAlong(ContactCommand.Import decision) {
        NoticeTerms terms = decision.notice();
        if (terms == null || decision.purposes().isEmpty()) {
            return new Refused(
                    "invalid_field", "purposes: a consent has purposes, and a notice under which it was given");
        }
        Optional<Refused> objection = terms.objection(decision.purposes(), decision.decidedAt());
        if (objection.isPresent()) {
            return objection.get();
        }
        Instant end = limits.consentEnd(terms.notice(), decision.decidedAt());
        if (!now.isBefore(end)) {
            return new Refused("consent_expired", "this consent has run out");
        }
        Ask ask = new Ask(decision.purposes(), terms.notice(), false, limits.requestEnd(decision.decidedAt()));
        return brought(Contact.NONE.asked(ContactState.ACCEPTED, ask).accepted(decision.purposes(), Set.of(), end));
    }

    private ContactDecision brought(Contact imported) {
        if (contact.equals(imported)) {
            return new Unchanged(contact);
        }
        return contact.equals(Contact.NONE)
                ? new Changed(imported, ContactChange.IMPORTED)
                : new Refused("contact_exists", "this person and this company know each other here already");
    }

    /** A consent that has run out allows nothing, whether or not that was noted already. */
    private Contact asOfNow() {
        return contact.isRunOut(now) ? contact.ended(ContactState.EXPIRED, contact.ask(), null) : contact;
    }

    private boolean isRefreshDue() {
        Instant end = contact.validUntil();
        return end != null && !now.isBefore(end.minus(limits.refresh()));
    }

    private static Set<Purpose> allOf(Contact contact) {
        Set<Purpose> all = EnumSet.noneOf(Purpose.class);
        all.addAll(contact.granted());
        all.addAll(contact.stopped());
        return all;
    }

    /** All are taken out when none is named. */
    private static Set<Purpose> without(Set<Purpose> purposes, Set<Purpose> taken) {
        Set<Purpose> left = EnumSet.noneOf(Purpose.class);
        if (!taken.isEmpty()) {
            left.addAll(purposes);
            left.removeAll(taken);
        }
        return left;
    }
}
