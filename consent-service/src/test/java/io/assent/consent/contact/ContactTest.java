package io.assent.consent.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContactTest {
    private static final Set<Purpose> ASKED = Set.of(Purpose.CHAT, Purpose.UTILITY);

    /** All pairs of state and command: the state after it, = for unchanged, ! for refused with its reason. */
    @ParameterizedTest
    @CsvSource({
        "NONE,      request, REQUESTED",
        "NONE,      accept,  !not_requested",
        "NONE,      decline, !not_requested",
        "NONE,      withdraw,!not_accepted",
        "NONE,      block,   NONE blocked",
        "NONE,      unblock, =",
        "REQUESTED, request, =",
        "REQUESTED, accept,  ACCEPTED",
        "REQUESTED, decline, DECLINED",
        "REQUESTED, withdraw,!not_accepted",
        "REQUESTED, block,   REQUESTED blocked",
        "REQUESTED, unblock, =",
        "ACCEPTED,  request, =",
        "ACCEPTED,  accept,  =",
        "ACCEPTED,  decline, DECLINED",
        "ACCEPTED,  withdraw,WITHDRAWN",
        "ACCEPTED,  block,   ACCEPTED blocked",
        "ACCEPTED,  unblock, =",
        "DECLINED,  request, REQUESTED",
        "DECLINED,  accept,  ACCEPTED",
        "DECLINED,  decline, =",
        "DECLINED,  withdraw,!not_accepted",
        "DECLINED,  block,   DECLINED blocked",
        "DECLINED,  unblock, =",
        "WITHDRAWN, request, REQUESTED",
        "WITHDRAWN, accept,  ACCEPTED",
        "WITHDRAWN, decline, DECLINED",
        "WITHDRAWN, withdraw,=",
        "WITHDRAWN, block,   WITHDRAWN blocked",
        "WITHDRAWN, unblock, =",
    })
    void everyCommandInEveryState(ContactState state, String command, String expected) {
        assertThat(outcome(in(state), command)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ContactState.class)
    void aBlockedContactIsNotAskedAgainAndOtherwiseMovesBehindTheBlock(ContactState state) {
        Contact open = in(state);
        Contact blocked = apply(open, List.of(new ContactCommand.Block()));

        assertThat(outcome(blocked, "request")).isEqualTo("!blocked");
        assertThat(outcome(blocked, "block")).isEqualTo("=");
        assertThat(outcome(blocked, "unblock")).isEqualTo(state.name());
        for (String command : List.of("accept", "decline", "withdraw")) {
            String moved = outcome(open, command);
            boolean changes = !moved.equals("=") && !moved.startsWith("!");
            assertThat(outcome(blocked, command)).isEqualTo(changes ? moved + " blocked" : moved);
        }
    }

    @Test
    void aRequestForMoreLeavesWhatIsGranted() {
        Contact contact =
                apply(in(ContactState.ACCEPTED), List.of(new ContactCommand.Request(Set.of(Purpose.MARKETING), "v2")));

        assertThat(contact.permits(Purpose.CHAT)).isTrue();
        assertThat(contact.permits(Purpose.MARKETING)).isFalse();
        assertThat(contact.requested()).containsExactly(Purpose.MARKETING);
    }

    @Test
    void takingBackTheLastPurposeEndsTheConsent() {
        Contact contact = in(ContactState.ACCEPTED);

        contact = apply(contact, List.of(new ContactCommand.Withdraw(Set.of(Purpose.CHAT))));
        assertThat(contact.state()).isEqualTo(ContactState.ACCEPTED);
        contact = apply(contact, List.of(new ContactCommand.Withdraw(Set.of(Purpose.UTILITY))));
        assertThat(contact.state()).isEqualTo(ContactState.WITHDRAWN);
    }

    @Test
    void onlyRequestedPurposesCanBeAccepted() {
        Contact contact = in(ContactState.REQUESTED);

        assertThat(contact.decide(new ContactCommand.Accept(Set.of(Purpose.MARKETING))))
                .isInstanceOf(ContactDecision.Refused.class);
        assertThat(contact.decide(new ContactCommand.Accept(Set.of()))).isInstanceOf(ContactDecision.Refused.class);
    }

    @Property
    void aBlockedContactPermitsNothingWhateverHappensBeforeTheUnblock(
            @ForAll("commands") List<ContactCommand> commands) {
        Contact contact = apply(Contact.NONE, commands);
        contact = apply(contact, List.of(new ContactCommand.Block()));
        contact = apply(
                contact,
                commands.stream()
                        .filter(command -> !(command instanceof ContactCommand.Unblock))
                        .toList());

        assertThat(Set.of(Purpose.values())).noneMatch(contact::permits);
    }

    @Property
    void nothingIsPermittedThatWasNotRequested(@ForAll("commands") List<ContactCommand> commands) {
        Contact contact = apply(Contact.NONE, commands);

        assertThat(contact.permits(Purpose.MARKETING)).isFalse();
    }

    @Property
    void afterAWithdrawalNothingIsPermitted(@ForAll("commands") List<ContactCommand> commands) {
        Contact contact = apply(apply(Contact.NONE, commands), List.of(new ContactCommand.Withdraw(Set.of())));

        assertThat(Set.of(Purpose.values())).noneMatch(contact::permits);
    }

    @Provide
    Arbitrary<List<ContactCommand>> commands() {
        return Arbitraries.of("request", "accept", "decline", "withdraw", "block", "unblock")
                .map(ContactTest::command)
                .list()
                .ofMaxSize(12);
    }

    private static String outcome(Contact contact, String command) {
        return switch (contact.decide(command(command))) {
            case ContactDecision.Changed(Contact next, var _) -> next.state() + (next.blocked() ? " blocked" : "");
            case ContactDecision.Unchanged _ -> "=";
            case ContactDecision.Refused(String reason, String _) -> "!" + reason;
        };
    }

    private static ContactCommand command(String name) {
        return switch (name) {
            case "request" -> new ContactCommand.Request(ASKED, "v1");
            case "accept" -> new ContactCommand.Accept(ASKED);
            case "decline" -> new ContactCommand.Decline();
            case "withdraw" -> new ContactCommand.Withdraw(Set.of());
            case "block" -> new ContactCommand.Block();
            case "unblock" -> new ContactCommand.Unblock();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Contact in(ContactState state) {
        List<String> path = switch (state) {
            case NONE -> List.of();
            case REQUESTED -> List.of("request");
            case ACCEPTED -> List.of("request", "accept");
            case DECLINED -> List.of("request", "decline");
            case WITHDRAWN -> List.of("request", "accept", "withdraw");
        };
        return apply(Contact.NONE, path.stream().map(ContactTest::command).toList());
    }

    private static Contact apply(Contact contact, List<ContactCommand> commands) {
        Contact current = contact;
        for (ContactCommand command : commands) {
            if (current.decide(command) instanceof ContactDecision.Changed(Contact next, var _)) {
                current = next;
            }
        }
        return current;
    }
}
