package io.assent.consent.contact;

import static io.assent.consent.contact.Contacts.LIMITS;
import static io.assent.consent.contact.Contacts.NOTICE;
import static io.assent.consent.contact.Contacts.START;
import static io.assent.consent.contact.Contacts.apply;
import static io.assent.consent.contact.Contacts.command;
import static io.assent.consent.contact.Contacts.day;
import static io.assent.consent.contact.Contacts.in;
import static io.assent.consent.contact.Contacts.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time does to a contact. */
class ContactTimeTest {
    /** The first day is that of the request, and of its answer if there is one. */
    @ParameterizedTest
    @CsvSource({
        "REQUESTED, 29, accept,  ACCEPTED",
        "REQUESTED, 30, accept,  !request_expired",
        "REQUESTED, 30, decline, !request_expired",
        "REQUESTED, 29, request, =",
        "REQUESTED, 30, request, REQUESTED",
        "REQUESTED, 29, expire,  =",
        "REQUESTED, 30, expire,  LAPSED",
        "DECLINED,  89, request, !declined_recently",
        "DECLINED,  90, request, REQUESTED",
        "DECLINED,  29, accept,  ACCEPTED",
        "DECLINED,  30, accept,  !request_expired",
        "ACCEPTED,  699, request, =",
        "ACCEPTED,  700, request, ACCEPTED",
        "ACCEPTED,  729, expire,  =",
        "ACCEPTED,  730, expire,  EXPIRED",
        "ACCEPTED,  730, request, REQUESTED",
        "ACCEPTED,  730, accept,  !request_expired",
        "ACCEPTED,  400, decline, DECLINED",
        "ACCEPTED,  730, withdraw,WITHDRAWN",
        "ACCEPTED,  730, resume,  !not_stopped",
    })
    void daysLater(ContactState state, int days, String command, String expected) {
        assertThat(outcome(in(state), command, day(days))).isEqualTo(expected);
    }

    @Test
    void aRefusalAfterADeclineSaysWhenToAskAgain() {
        ContactDecision decision = in(ContactState.DECLINED).decide(command("request"), day(1), LIMITS);

        assertThat(decision)
                .isInstanceOfSatisfying(
                        ContactDecision.Refused.class,
                        refused -> assertThat(refused.retryAfter()).isEqualTo(day(90)));
    }

    @Test
    void whoIsAskedForARefreshGoesOnAllowingAndExtendsByAccepting() {
        Contact asked = apply(in(ContactState.ACCEPTED), day(710), command("request"));
        assertThat(asked.permits(Purpose.CHAT)).isTrue();
        assertThat(asked.ask().open()).isTrue();

        Contact extended = apply(asked, day(720), command("accept"));

        assertThat(extended.validUntil()).isEqualTo(day(720 + 730));
        assertThat(extended.ask().open()).isFalse();
    }

    @Test
    void aConsentRunsOutWhileItsRefreshWaits() {
        Contact asked = apply(in(ContactState.ACCEPTED), day(710), command("request"));

        Contact over = apply(asked, day(730), command("expire"));

        assertThat(over.state()).isEqualTo(ContactState.EXPIRED);
        assertThat(outcome(over, "accept", day(735))).isEqualTo("ACCEPTED");
        assertThat(apply(over, day(740), command("expire")).ask().open()).isFalse();
        assertThat(outcome(apply(over, day(740), command("expire")), "accept", day(740)))
                .isEqualTo("!request_expired");
    }

    @Test
    void aRefreshThatIsNotAnsweredLeavesTheConsentAsItIs() {
        Contact asked = apply(in(ContactState.ACCEPTED), day(700), command("request"));

        assertThat(outcome(asked, "decline", day(730))).isEqualTo("!request_expired");
        assertThat(asked.due()).contains(day(730));
    }

    @Test
    void theNoticeSaysHowLongAConsentLasts() {
        NoticeTerms year = new NoticeTerms(
                new ShownNotice("v2", "en", "def", 365, Audience.EVERYBODY), NOTICE.purposes(), START, null);

        Contact contact = apply(Contact.NONE, START, new ContactCommand.Request(NOTICE.purposes(), year));
        contact = apply(contact, day(3), command("accept"));

        assertThat(contact.validUntil()).isEqualTo(day(3 + 365));
        assertThat(contact.due()).contains(day(3 + 365));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, CHAT,           !notice_not_valid",
        " 0, CHAT,           REQUESTED",
        " 9, CHAT,           REQUESTED",
        "10, CHAT,           !notice_not_valid",
        " 0, AUTHENTICATION, !purpose_not_in_notice",
    })
    void aRequestKeepsWithinItsNotice(int day, Purpose purpose, String expected) {
        NoticeTerms terms = new NoticeTerms(NOTICE.notice(), NOTICE.purposes(), START, day(10));
        Instant now = day(day);

        ContactDecision decision = Contact.NONE.decide(new ContactCommand.Request(Set.of(purpose), terms), now, LIMITS);

        assertThat(
                        decision instanceof ContactDecision.Refused refused
                                ? "!" + refused.reason()
                                : apply(Contact.NONE, now, new ContactCommand.Request(Set.of(purpose), terms))
                                        .state()
                                        .name())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2, 1, ''", "3, 1, too_many_open_requests", "2, 2, person_has_too_many_requests"})
    void openRequestsAreLimitedForCompanyAndPerson(long companyHas, long personHas, String reason) {
        assertThat(LIMITS.objection(companyHas, personHas)
                        .map(ContactDecision.Refused::reason)
                        .orElse(""))
                .isEqualTo(reason);
    }
}
