package io.assent.consent.contact;

import io.assent.consent.age.AgeBand;
import java.util.Optional;

/** Under a notice for adults only adults are asked, accept, resume marketing, or are brought along. To say no, nobody is too young. */
public final class AgeLimit {
    private static final ContactDecision.Refused NOT_AN_ADULT =
            new ContactDecision.Refused("not_an_adult", "this notice is for people who are known to be adults");

    private AgeLimit() {}

    /** Whether the age may count; of what a person agrees to only the contact can say. */
    public static boolean mayApply(ContactCommand command) {
        return command instanceof ContactCommand.Accept
                || command instanceof ContactCommand.ResumeMarketing
                || audience(command, Contact.NONE) == Audience.ADULTS;
    }

    static Optional<ContactDecision.Refused> objection(ContactCommand command, Contact contact, AgeBand age) {
        return audience(command, contact).admits(age) ? Optional.empty() : Optional.of(NOT_AN_ADULT);
    }

    private static Audience audience(ContactCommand command, Contact contact) {
        return switch (command) {
            case ContactCommand.Request request -> request.notice().notice().audience();
            case ContactCommand.Accept _, ContactCommand.ResumeMarketing _ ->
                contact.ask().notice().audience();
            case ContactCommand.Import imported ->
                imported.notice() == null
                        ? Audience.EVERYBODY
                        : imported.notice().notice().audience();
            case ContactCommand.Decline _,
                    ContactCommand.Withdraw _,
                    ContactCommand.StopMarketing _,
                    ContactCommand.Block _,
                    ContactCommand.Unblock _,
                    ContactCommand.Expire _ -> Audience.EVERYBODY;
        };
    }
}
