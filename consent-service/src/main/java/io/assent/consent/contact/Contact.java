package io.assent.consent.contact;

import java.util.EnumSet;
import java.util.Set;

/**
 * What one person has agreed to with one company.
 *
 * @param requested the purposes of the company's last request
 * @param granted what the person allows now
 * @param noticeVersion of the notice that was shown with the request
 */
public record Contact(
        ContactState state, Set<Purpose> requested, Set<Purpose> granted, boolean blocked, String noticeVersion) {
    public static final Contact NONE = new Contact(ContactState.NONE, Set.of(), Set.of(), false, "");

    public Contact {
        requested = Set.copyOf(requested);
        granted = Set.copyOf(granted);
    }

    /** True when the company may do this now. A block beats every consent. */
    public boolean permits(Purpose purpose) {
        return !blocked && state == ContactState.ACCEPTED && granted.contains(purpose);
    }

    public ContactDecision decide(ContactCommand command) {
        return switch (command) {
            case ContactCommand.Request request -> request(request);
            case ContactCommand.Accept accept -> accept(accept.purposes());
            case ContactCommand.Decline _ -> decline();
            case ContactCommand.Withdraw withdraw -> withdraw(withdraw.purposes());
            case ContactCommand.Block _ -> block();
            case ContactCommand.Unblock _ -> unblock();
        };
    }

    private ContactDecision request(ContactCommand.Request request) {
        if (blocked) {
            return new ContactDecision.Refused("blocked", "the person has blocked this company");
        }
        if (request.purposes().isEmpty()) {
            return new ContactDecision.Refused("invalid_field", "a request names at least one purpose");
        }
        if (state == ContactState.ACCEPTED && granted.containsAll(request.purposes())) {
            return new ContactDecision.Unchanged(this);
        }
        // A request for more leaves what is granted as it is, until the person decides anew.
        ContactState next = state == ContactState.ACCEPTED ? state : ContactState.REQUESTED;
        Contact asked = new Contact(next, request.purposes(), granted, false, request.noticeVersion());
        return equals(asked) ? new ContactDecision.Unchanged(this) : changed(asked, ContactChange.REQUESTED);
    }

    private ContactDecision accept(Set<Purpose> purposes) {
        if (requested.isEmpty()) {
            return new ContactDecision.Refused("not_requested", "the company has not asked for this contact");
        }
        if (purposes.isEmpty() || !requested.containsAll(purposes)) {
            return new ContactDecision.Refused("purpose_not_requested", "only requested purposes can be accepted");
        }
        return decided(ContactState.ACCEPTED, purposes, ContactChange.ACCEPTED);
    }

    private ContactDecision decline() {
        if (requested.isEmpty()) {
            return new ContactDecision.Refused("not_requested", "the company has not asked for this contact");
        }
        return decided(ContactState.DECLINED, Set.of(), ContactChange.DECLINED);
    }

    private ContactDecision withdraw(Set<Purpose> purposes) {
        if (state != ContactState.ACCEPTED) {
            return state == ContactState.WITHDRAWN
                    ? new ContactDecision.Unchanged(this)
                    : new ContactDecision.Refused("not_accepted", "there is no consent to withdraw");
        }
        Set<Purpose> left = granted.isEmpty() ? EnumSet.noneOf(Purpose.class) : EnumSet.copyOf(granted);
        if (purposes.isEmpty()) {
            left.clear();
        } else {
            left.removeAll(purposes);
        }
        return decided(left.isEmpty() ? ContactState.WITHDRAWN : state, left, ContactChange.WITHDRAWN);
    }

    private ContactDecision block() {
        return blocked
                ? new ContactDecision.Unchanged(this)
                : changed(new Contact(state, requested, granted, true, noticeVersion), ContactChange.BLOCKED);
    }

    private ContactDecision unblock() {
        return blocked
                ? changed(new Contact(state, requested, granted, false, noticeVersion), ContactChange.UNBLOCKED)
                : new ContactDecision.Unchanged(this);
    }

    private ContactDecision decided(ContactState next, Set<Purpose> purposes, ContactChange change) {
        Contact contact = new Contact(next, requested, purposes, blocked, noticeVersion);
        return equals(contact) ? new ContactDecision.Unchanged(this) : changed(contact, change);
    }

    private static ContactDecision changed(Contact contact, ContactChange change) {
        return new ContactDecision.Changed(contact, change);
    }
}
