package io.assent.consent.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Contacts as tests need them: days after a first day, one notice, limits as a service has them. */
final class Contacts {
    static final Instant START = Instant.parse("2026-03-31T08:00:00Z");
    static final ContactLimits LIMITS =
            new ContactLimits(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30), 730, 3, 2);
    static final Set<Purpose> ASKED = Set.of(Purpose.CHAT, Purpose.UTILITY, Purpose.MARKETING);
    static final NoticeTerms NOTICE = new NoticeTerms(
            new ShownNotice("v1", "en", "abc", 0, Audience.EVERYBODY), ASKED, START.minus(Duration.ofDays(100)), null);

    private Contacts() {}

    static Instant day(int number) {
        return START.plus(Duration.ofDays(number));
    }

    static ContactCommand command(String name) {
        return switch (name) {
            case "request" -> new ContactCommand.Request(ASKED, NOTICE);
            case "accept" -> new ContactCommand.Accept(ASKED);
            case "decline" -> new ContactCommand.Decline();
            case "withdraw" -> new ContactCommand.Withdraw(Set.of());
            case "stop" -> new ContactCommand.StopMarketing();
            case "resume" -> new ContactCommand.ResumeMarketing();
            case "block" -> new ContactCommand.Block();
            case "unblock" -> new ContactCommand.Unblock();
            case "expire" -> new ContactCommand.Expire();
            case "import" -> imported(ImportedStatus.ACCEPTED, START.minus(Duration.ofDays(1)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    static ContactCommand.Import imported(ImportedStatus status, Instant decidedAt) {
        boolean accepted = status == ImportedStatus.ACCEPTED;
        return new ContactCommand.Import(
                status, accepted ? ASKED : Set.of(), accepted ? NOTICE : null, decidedAt, "crm/17");
    }

    /** As it came to be on the first day, or, where it takes time, years later. */
    static Contact in(ContactState state) {
        return switch (state) {
            case NONE -> Contact.NONE;
            case REQUESTED -> after("request");
            case ACCEPTED -> after("request", "accept");
            case DECLINED -> after("request", "decline");
            case WITHDRAWN -> after("request", "accept", "withdraw");
            case EXPIRED -> apply(after("request", "accept"), day(730), new ContactCommand.Expire());
            case LAPSED -> apply(after("request"), day(30), new ContactCommand.Expire());
        };
    }

    static Contact after(String... commands) {
        Contact contact = Contact.NONE;
        for (String command : commands) {
            contact = apply(contact, START, command(command));
        }
        return contact;
    }

    static Contact apply(Contact contact, Instant now, ContactCommand command) {
        return contact.decide(command, now, LIMITS) instanceof ContactDecision.Changed(Contact next, var _)
                ? next
                : contact;
    }

    static Contact apply(Contact contact, List<Timed> commands) {
        Contact current = contact;
        for (Timed each : commands) {
            current = apply(current, each.now(), each.command());
        }
        return current;
    }

    /** A command and its moment. */
    record Timed(ContactCommand command, Instant now) {}

    /** The state after it, = for unchanged, ! for refused with its reason. */
    static String outcome(Contact contact, String command, Instant now) {
        return switch (contact.decide(command(command), now, LIMITS)) {
            case ContactDecision.Changed(Contact next, var _) -> next.state() + (next.blocked() ? " blocked" : "");
            case ContactDecision.Unchanged _ -> "=";
            case ContactDecision.Refused refused -> "!" + refused.reason();
        };
    }
}
