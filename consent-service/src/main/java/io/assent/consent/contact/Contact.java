package io.assent.consent.contact;

import io.assent.consent.age.AgeBand;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one person has agreed to with one company.
 *
 * @param ask the company's last request
 * @param granted what the person allows now
 * @param stopped what the person allowed, and has stopped until further notice
 * @param declinedAt when the last request was declined, in the state of that name
 * @param validUntil when the consent runs out; null for one that was given before consents did
 */
public record Contact(
        ContactState state,
        Ask ask,
        Set<Purpose> granted,
        Set<Purpose> stopped,
        boolean blocked,
        @Nullable Instant declinedAt,
        @Nullable Instant validUntil) {
    public static final Contact NONE = new Contact(ContactState.NONE, Ask.NONE, Set.of(), Set.of(), false, null, null);

    public Contact {
        granted = Set.copyOf(granted);
        stopped = Set.copyOf(stopped);
    }

    /** True when the company may do this now. A block beats every consent. */
    public boolean permits(Purpose purpose) {
        return !blocked && state == ContactState.ACCEPTED && granted.contains(purpose);
    }

    /**
     * What else stands against it is said first, so that a company which may not ask learns nothing of the age.
     *
     * @param now the moment of the command
     * @param age what is known of it at this moment
     */
    public ContactDecision decide(ContactCommand command, Instant now, ContactLimits limits, AgeBand age) {
        return switch (decide(command, now, limits)) {
            case ContactDecision.Refused refused -> refused;
            case ContactDecision.Changed changed -> limited(command, age, changed);
            case ContactDecision.Unchanged unchanged -> limited(command, age, unchanged);
        };
    }

    private ContactDecision limited(ContactCommand command, AgeBand age, ContactDecision decision) {
        return AgeLimit.objection(command, this, age)
                .<ContactDecision>map(refused -> refused)
                .orElse(decision);
    }

    /** Whatever the age. */
    ContactDecision decide(ContactCommand command, Instant now, ContactLimits limits) {
        ContactDecider decider = new ContactDecider(this, now, limits);
        return switch (command) {
            case ContactCommand.Request request -> decider.request(request.purposes(), request.notice());
            case ContactCommand.Accept accept -> decider.accept(accept.purposes());
            case ContactCommand.Decline _ -> decider.decline();
            case ContactCommand.Withdraw withdraw -> decider.withdraw(withdraw.purposes());
            case ContactCommand.StopMarketing _ -> decider.stopMarketing();
            case ContactCommand.ResumeMarketing _ -> decider.resumeMarketing();
            case ContactCommand.Block _ -> decider.block(true);
            case ContactCommand.Unblock _ -> decider.block(false);
            case ContactCommand.Expire _ -> decider.expire();
            case ContactCommand.Import imported -> decider.bringAlong(imported);
        };
    }

    /** When {@link ContactCommand.Expire} has something to end. */
    public Optional<Instant> due() {
        return Stream.of(
                        Optional.ofNullable(validUntil),
                        ask.open() ? Optional.ofNullable(ask.expiresAt()) : Optional.<Instant>empty())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    boolean isRunOut(Instant now) {
        return validUntil != null && !now.isBefore(validUntil);
    }

    Contact blocked(boolean shut) {
        return new Contact(state, ask, granted, stopped, shut, declinedAt, validUntil);
    }

    Contact asked(ContactState next, Ask asked) {
        return new Contact(next, asked, granted, stopped, blocked, null, validUntil);
    }

    Contact allowing(Set<Purpose> allowed, Set<Purpose> resting) {
        return new Contact(state, ask, allowed, resting, blocked, declinedAt, validUntil);
    }

    /** With nothing allowed any more. */
    Contact ended(ContactState next, Ask left, @Nullable Instant declined) {
        return new Contact(next, left, Set.of(), Set.of(), blocked, declined, null);
    }

    Contact accepted(Set<Purpose> allowed, Set<Purpose> resting, @Nullable Instant until) {
        return new Contact(ContactState.ACCEPTED, ask.closed(), allowed, resting, blocked, null, until);
    }
}
