package io.assent.consent.contact;

import static io.assent.consent.contact.Contacts.START;
import static io.assent.consent.contact.Contacts.apply;
import static io.assent.consent.contact.Contacts.day;
import static io.assent.consent.contact.Contacts.in;
import static io.assent.consent.contact.Contacts.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContactTest {
    /** All pairs of state and command: the state after it, = for unchanged, ! for refused with its reason. */
    @ParameterizedTest
    @CsvSource({
        "NONE,      request, REQUESTED",
        "NONE,      accept,  !not_requested",
        "NONE,      decline, !not_requested",
        "NONE,      withdraw,!not_accepted",
        "NONE,      stop,    !not_accepted",
        "NONE,      resume,  !not_stopped",
        "NONE,      block,   NONE blocked",
        "NONE,      unblock, =",
        "NONE,      expire,  =",
        "NONE,      import,  ACCEPTED",
        "REQUESTED, request, =",
        "REQUESTED, accept,  ACCEPTED",
        "REQUESTED, decline, DECLINED",
        "REQUESTED, withdraw,!not_accepted",
        "REQUESTED, stop,    !not_accepted",
        "REQUESTED, resume,  !not_stopped",
        "REQUESTED, block,   REQUESTED blocked",
        "REQUESTED, unblock, =",
        "REQUESTED, expire,  =",
        "REQUESTED, import,  !contact_exists",
        "ACCEPTED,  request, =",
        "ACCEPTED,  accept,  =",
        "ACCEPTED,  decline, DECLINED",
        "ACCEPTED,  withdraw,WITHDRAWN",
        "ACCEPTED,  stop,    ACCEPTED",
        "ACCEPTED,  resume,  =",
        "ACCEPTED,  block,   ACCEPTED blocked",
        "ACCEPTED,  unblock, =",
        "ACCEPTED,  expire,  =",
        "ACCEPTED,  import,  !contact_exists",
        "DECLINED,  request, !declined_recently",
        "DECLINED,  accept,  ACCEPTED",
        "DECLINED,  decline, =",
        "DECLINED,  withdraw,!not_accepted",
        "DECLINED,  stop,    !not_accepted",
        "DECLINED,  resume,  !not_stopped",
        "DECLINED,  block,   DECLINED blocked",
        "DECLINED,  unblock, =",
        "DECLINED,  expire,  =",
        "DECLINED,  import,  !contact_exists",
        "WITHDRAWN, request, REQUESTED",
        "WITHDRAWN, accept,  ACCEPTED",
        "WITHDRAWN, decline, DECLINED",
        "WITHDRAWN, withdraw,=",
        "WITHDRAWN, stop,    !not_accepted",
        "WITHDRAWN, resume,  !not_stopped",
        "WITHDRAWN, block,   WITHDRAWN blocked",
        "WITHDRAWN, unblock, =",
        "WITHDRAWN, expire,  =",
        "WITHDRAWN, import,  !contact_exists",
        "EXPIRED,   request, REQUESTED",
        "EXPIRED,   accept,  !request_expired",
        "EXPIRED,   decline, !request_expired",
        "EXPIRED,   withdraw,!not_accepted",
        "EXPIRED,   stop,    !not_accepted",
        "EXPIRED,   resume,  !not_stopped",
        "EXPIRED,   block,   EXPIRED blocked",
        "EXPIRED,   unblock, =",
        "EXPIRED,   expire,  =",
        "EXPIRED,   import,  !consent_expired",
        "LAPSED,    request, REQUESTED",
        "LAPSED,    accept,  !request_expired",
        "LAPSED,    decline, !request_expired",
        "LAPSED,    withdraw,!not_accepted",
        "LAPSED,    stop,    !not_accepted",
        "LAPSED,    resume,  !not_stopped",
        "LAPSED,    block,   LAPSED blocked",
        "LAPSED,    unblock, =",
        "LAPSED,    expire,  =",
        "LAPSED,    import,  !contact_exists",
    })
    void everyCommandInEveryState(ContactState state, String command, String expected) {
        assertThat(outcome(in(state), command, nowIn(state))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ContactState.class)
    void aBlockedContactIsNotAskedAgainAndOtherwiseMovesBehindTheBlock(ContactState state) {
        Contact open = in(state);
        Contact blocked = apply(open, START, new ContactCommand.Block());

        assertThat(outcome(blocked, "request", nowIn(state))).isEqualTo("!blocked");
        assertThat(outcome(blocked, "block", nowIn(state))).isEqualTo("=");
        assertThat(outcome(blocked, "unblock", nowIn(state))).isEqualTo(state.name());
        for (String command : List.of("accept", "decline", "withdraw", "stop", "resume", "expire")) {
            String moved = outcome(open, command, nowIn(state));
            boolean changes = !moved.equals("=") && !moved.startsWith("!");
            assertThat(outcome(blocked, command, nowIn(state))).isEqualTo(changes ? moved + " blocked" : moved);
        }
    }

    @Test
    void aRequestForMoreLeavesWhatIsGranted() {
        Contact contact = apply(in(ContactState.REQUESTED), START, new ContactCommand.Accept(Set.of(Purpose.CHAT)));
        contact = apply(contact, START, new ContactCommand.Request(Set.of(Purpose.MARKETING), Contacts.NOTICE));

        assertThat(contact.permits(Purpose.CHAT)).isTrue();
        assertThat(contact.permits(Purpose.MARKETING)).isFalse();
        assertThat(contact.ask().purposes()).containsExactly(Purpose.MARKETING);
    }

    @Test
    void takingBackTheLastPurposeEndsTheConsent() {
        Contact contact = in(ContactState.ACCEPTED);

        contact = apply(contact, START, new ContactCommand.Withdraw(Set.of(Purpose.CHAT, Purpose.MARKETING)));
        assertThat(contact.state()).isEqualTo(ContactState.ACCEPTED);
        contact = apply(contact, START, new ContactCommand.Withdraw(Set.of(Purpose.UTILITY)));
        assertThat(contact.state()).isEqualTo(ContactState.WITHDRAWN);
    }

    @Test
    void onlyRequestedPurposesCanBeAccepted() {
        Contact contact = in(ContactState.REQUESTED);

        for (Set<Purpose> purposes : List.of(Set.of(Purpose.AUTHENTICATION), Set.<Purpose>of())) {
            assertThat(contact.decide(new ContactCommand.Accept(purposes), START, Contacts.LIMITS))
                    .isInstanceOf(ContactDecision.Refused.class);
        }
    }

    @Test
    void stoppedMarketingRestsUntilItIsResumedAndTheRestGoesOn() {
        Contact stopped = apply(in(ContactState.ACCEPTED), START, new ContactCommand.StopMarketing());

        assertThat(stopped.permits(Purpose.MARKETING)).isFalse();
        assertThat(stopped.permits(Purpose.UTILITY)).isTrue();
        assertThat(outcome(stopped, "stop", START)).isEqualTo("=");
        assertThat(outcome(stopped, "request", START)).isEqualTo("=");
        assertThat(apply(stopped, START, new ContactCommand.ResumeMarketing())).isEqualTo(in(ContactState.ACCEPTED));
    }

    @Test
    void acceptingMarketingAnewEndsTheStop() {
        Contact stopped = apply(in(ContactState.ACCEPTED), START, new ContactCommand.StopMarketing());

        Contact accepted = apply(stopped, START, Contacts.command("accept"));

        assertThat(accepted.permits(Purpose.MARKETING)).isTrue();
        assertThat(accepted.stopped()).isEmpty();
    }

    @Test
    void allowingSomethingElseLeavesMarketingStopped() {
        Contact some = apply(
                in(ContactState.REQUESTED),
                START,
                new ContactCommand.Accept(Set.of(Purpose.UTILITY, Purpose.MARKETING)));
        Contact stopped = apply(some, START, new ContactCommand.StopMarketing());

        Contact more = apply(stopped, START, new ContactCommand.Accept(Set.of(Purpose.UTILITY, Purpose.CHAT)));

        assertThat(more.granted()).containsExactlyInAnyOrder(Purpose.UTILITY, Purpose.CHAT);
        assertThat(more.stopped()).containsExactly(Purpose.MARKETING);
        assertThat(stopped.decide(new ContactCommand.Accept(Set.of(Purpose.UTILITY)), START, Contacts.LIMITS))
                .isInstanceOf(ContactDecision.Unchanged.class);
    }

    @Test
    void theAnswerToANewRequestDecidesOnWhatWasStoppedToo() {
        Contact stopped = apply(in(ContactState.ACCEPTED), START, new ContactCommand.StopMarketing());
        Contact asked = apply(stopped, day(710), Contacts.command("request"));
        assertThat(asked.ask().open()).isTrue();

        Contact answered = apply(asked, day(710), new ContactCommand.Accept(Set.of(Purpose.CHAT)));

        assertThat(answered.granted()).containsExactly(Purpose.CHAT);
        assertThat(answered.stopped()).isEmpty();
    }

    @Test
    void whoStoppedMarketingAndTakesBackTheRestHasStillConsentedToMarketing() {
        Contact stopped = apply(in(ContactState.ACCEPTED), START, new ContactCommand.StopMarketing());

        Contact rest = apply(stopped, START, new ContactCommand.Withdraw(Set.of(Purpose.CHAT, Purpose.UTILITY)));

        assertThat(rest.state()).isEqualTo(ContactState.ACCEPTED);
        assertThat(Set.of(Purpose.values())).noneMatch(rest::permits);
        assertThat(outcome(rest, "withdraw", START)).isEqualTo("WITHDRAWN");
    }

    /** Where the state takes time to come about, the moment at which it has. */
    private static Instant nowIn(ContactState state) {
        return switch (state) {
            case EXPIRED -> day(730);
            case LAPSED -> day(30);
            case NONE, REQUESTED, ACCEPTED, DECLINED, WITHDRAWN -> START;
        };
    }
}
