package io.assent.consent.contact;

import static io.assent.consent.contact.Contacts.LIMITS;
import static io.assent.consent.contact.Contacts.NOTICE;
import static io.assent.consent.contact.Contacts.START;
import static io.assent.consent.contact.Contacts.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.assent.consent.age.AgeBand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgeLimitTest {
    /** What becomes of a command that a notice is for: the state after it, or ! with the reason. */
    @ParameterizedTest
    @CsvSource({
        "EVERYBODY, MINOR,   request, REQUESTED",
        "EVERYBODY, MINOR,   accept,  ACCEPTED",
        "EVERYBODY, MINOR,   import,  ACCEPTED",
        "EVERYBODY, UNKNOWN, request, REQUESTED",
        "EVERYBODY, UNKNOWN, accept,  ACCEPTED",
        "EVERYBODY, UNKNOWN, import,  ACCEPTED",
        "EVERYBODY, ADULT,   request, REQUESTED",
        "EVERYBODY, ADULT,   accept,  ACCEPTED",
        "EVERYBODY, ADULT,   import,  ACCEPTED",
        "ADULTS,    MINOR,   request, !not_an_adult",
        "ADULTS,    MINOR,   accept,  !not_an_adult",
        "ADULTS,    MINOR,   import,  !not_an_adult",
        "ADULTS,    UNKNOWN, request, !not_an_adult",
        "ADULTS,    UNKNOWN, accept,  !not_an_adult",
        "ADULTS,    UNKNOWN, import,  !not_an_adult",
        "ADULTS,    ADULT,   request, REQUESTED",
        "ADULTS,    ADULT,   accept,  ACCEPTED",
        "ADULTS,    ADULT,   import,  ACCEPTED",
    })
    void whoIsNotKnownToBeAnAdultHasNothingToDoWithANoticeForAdults(
            Audience audience, AgeBand age, String command, String outcome) {
        Contact before = command.equals("accept") ? asked(audience) : Contact.NONE;

        assertThat(outcome(before, command(command, audience), age)).isEqualTo(outcome);
    }

    /** A minor may say no, to what was asked or allowed when they were taken for an adult. */
    @ParameterizedTest
    @CsvSource({"decline", "withdraw", "stop", "block", "unblock", "expire"})
    void toSayNoNobodyIsTooYoung(String no) {
        Contact accepted = accepted(asked(Audience.ADULTS), AgeBand.ADULT);

        assertThat(accepted.decide(Contacts.command(no), START, LIMITS, AgeBand.MINOR))
                .isEqualTo(accepted.decide(Contacts.command(no), START, LIMITS));
    }

    @ParameterizedTest
    @EnumSource(AgeBand.class)
    void aCompanyThatMayNotAskLearnsNothingOfTheAge(AgeBand age) {
        Contact blocked = Contacts.after("block");
        Contact declined = Contacts.after("request", "decline");

        assertThat(outcome(blocked, command("request", Audience.ADULTS), age)).isEqualTo("!blocked");
        assertThat(outcome(declined, command("request", Audience.ADULTS), age)).isEqualTo("!declined_recently");
    }

    @Test
    void askingOrAcceptingTheSameOnceMoreIsRefusedToo() {
        Contact asked = asked(Audience.ADULTS);
        Contact accepted = accepted(asked, AgeBand.ADULT);

        assertThat(outcome(asked, command("request", Audience.ADULTS), AgeBand.UNKNOWN))
                .isEqualTo("!not_an_adult");
        assertThat(outcome(accepted, command("accept", Audience.ADULTS), AgeBand.UNKNOWN))
                .isEqualTo("!not_an_adult");
    }

    @Test
    void aLaterRequestForEverybodyCanBeAccepted() {
        Contact declined = Contacts.apply(asked(Audience.ADULTS), START, new ContactCommand.Decline());
        Contact again = Contacts.apply(declined, day(91), command("request", Audience.EVERYBODY));

        assertThat(again.decide(Contacts.command("accept"), day(91), LIMITS, AgeBand.MINOR))
                .isInstanceOf(ContactDecision.Changed.class);
    }

    private static Contact asked(Audience audience) {
        return Contacts.apply(Contact.NONE, START, command("request", audience));
    }

    private static Contact accepted(Contact asked, AgeBand age) {
        return ((ContactDecision.Changed) asked.decide(Contacts.command("accept"), START, LIMITS, age)).contact();
    }

    private static ContactCommand command(String name, Audience audience) {
        NoticeTerms terms = new NoticeTerms(
                new ShownNotice("v1", "en", "abc", 0, audience), NOTICE.purposes(), NOTICE.validFrom(), null);
        return switch (name) {
            case "request" -> new ContactCommand.Request(Contacts.ASKED, terms);
            case "import" -> new ContactCommand.Import(ImportedStatus.ACCEPTED, Contacts.ASKED, terms, START, "crm/17");
            default -> Contacts.command(name);
        };
    }

    private static String outcome(Contact contact, ContactCommand command, AgeBand age) {
        return switch (contact.decide(command, START, LIMITS, age)) {
            case ContactDecision.Changed(Contact next, var _) -> next.state().name();
            case ContactDecision.Unchanged _ -> "=";
            case ContactDecision.Refused refused -> "!" + refused.reason();
        };
    }
}
