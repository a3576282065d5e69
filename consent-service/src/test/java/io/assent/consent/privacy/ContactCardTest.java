package io.assent.consent.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.consent.contact.Ask;
import io.assent.consent.contact.Contact;
import io.assent.consent.contact.ContactState;
import io.assent.consent.contact.Purpose;
import io.assent.consent.contact.ShownNotice;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContactCardTest {
    private static final boolean OPEN = true;
    private static final boolean ANSWERED = false;
    private static final Set<Purpose> NOTHING = Set.of();
    private static final Set<Purpose> CHAT = Set.of(Purpose.CHAT);
    private static final Set<Purpose> MARKETING = Set.of(Purpose.MARKETING);

    @Test
    void aRequestAsks() {
        assertThat(card(ContactState.REQUESTED, CHAT, NOTHING, false, OPEN).standing())
                .isEqualTo(Standing.ASKS);
    }

    @Test
    void whoIsAllowedSomethingCanAskForMore() {
        ContactCard card = card(ContactState.ACCEPTED, MARKETING, CHAT, false, OPEN);

        assertThat(card.standing()).isEqualTo(Standing.ASKS);
        assertThat(card.reaches()).isTrue();
        assertThat(card.purposes())
                .containsExactly(
                        new PurposeLine(Purpose.MARKETING, true, false, false),
                        new PurposeLine(Purpose.CHAT, false, true, false));
        assertThat(card.purposes().getLast().endsWithAnswer()).isTrue();
    }

    @Test
    void aPartThatWasAllowedIsAnAnswerToTheWhole() {
        assertThat(card(ContactState.ACCEPTED, Set.of(Purpose.CHAT, Purpose.MARKETING), CHAT, false, ANSWERED)
                        .standing())
                .isEqualTo(Standing.ALLOWED);
    }

    @Test
    void aBlockIsShownWhateverIsAllowedBesides() {
        ContactCard card = card(ContactState.ACCEPTED, CHAT, CHAT, true, ANSWERED);

        assertThat(card.standing()).isEqualTo(Standing.BLOCKED);
        assertThat(card.reaches()).isFalse();
        assertThat(card.reachesUnblocked()).isTrue();
    }

    @Test
    void aRefusalCanBeReconsideredWhenThereIsSomethingToAllow() {
        assertThat(card(ContactState.DECLINED, CHAT, NOTHING, false, ANSWERED).reconsiderable())
                .isTrue();
        assertThat(card(ContactState.NONE, NOTHING, NOTHING, false, ANSWERED).reconsiderable())
                .isFalse();
    }

    @Test
    void allowingOneMoreKeepsWhatIsAllowedAndStillAskedFor() {
        ContactCard card = card(
                ContactState.ACCEPTED,
                EnumSet.of(Purpose.UTILITY, Purpose.MARKETING),
                EnumSet.of(Purpose.UTILITY, Purpose.CHAT),
                false,
                ANSWERED);

        assertThat(card.allowing(Purpose.MARKETING)).containsExactly(Purpose.UTILITY, Purpose.MARKETING);
    }

    @Test
    void whoAsksComesFirstAndThenWhoMayByName() {
        List<String> names = Stream.of(
                        named("zebra", ContactState.ACCEPTED, CHAT),
                        named("Apfel", ContactState.WITHDRAWN, NOTHING),
                        named("anton", ContactState.ACCEPTED, CHAT),
                        named("Yak", ContactState.REQUESTED, NOTHING))
                .sorted(ContactCard.ORDER)
                .map(ContactCard::name)
                .toList();

        assertThat(names).containsExactly("Yak", "anton", "zebra", "Apfel");
    }

    @Test
    void whatWasStoppedIsShownAsSuchAndReachesNobody() {
        Contact contact = new Contact(
                ContactState.ACCEPTED, ask(MARKETING, ANSWERED), NOTHING, MARKETING, false, null, Instant.EPOCH);
        ContactCard card = card("Company", contact);

        assertThat(card.purposes()).containsExactly(new PurposeLine(Purpose.MARKETING, true, false, true));
        assertThat(card.standing()).isEqualTo(Standing.PAUSED);
        assertThat(card.reaches()).isFalse();
    }

    @Test
    void whatRanOutCanBeAllowedAnewAndWhatLapsedCannot() {
        assertThat(card(ContactState.EXPIRED, CHAT, NOTHING, false, ANSWERED).reconsiderable())
                .isTrue();
        assertThat(card(ContactState.LAPSED, CHAT, NOTHING, false, ANSWERED).reconsiderable())
                .isFalse();
    }

    private static ContactCard named(String name, ContactState state, Set<Purpose> granted) {
        return card(name, contact(state, CHAT, granted, false, ANSWERED));
    }

    private static ContactCard card(
            ContactState state, Set<Purpose> requested, Set<Purpose> granted, boolean blocked, boolean open) {
        return card("Company", contact(state, requested, granted, blocked, open));
    }

    private static ContactCard card(String name, Contact contact) {
        return ContactCard.of("c", name, contact, Notice.named("v1"), 1, Instant.EPOCH);
    }

    private static Contact contact(
            ContactState state, Set<Purpose> requested, Set<Purpose> granted, boolean blocked, boolean open) {
        return new Contact(state, ask(requested, open), granted, NOTHING, blocked, null, null);
    }

    private static Ask ask(Set<Purpose> requested, boolean open) {
        return new Ask(requested, ShownNotice.NONE, open, null);
    }
}
