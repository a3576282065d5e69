package io.assent.consent.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.consent.contact.Contact;
import io.assent.consent.contact.ContactChange;
import io.assent.consent.contact.ContactState;
import io.assent.consent.contact.Purpose;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContactCardTest {
    private static final Set<Purpose> NOTHING = Set.of();
    private static final Set<Purpose> CHAT = Set.of(Purpose.CHAT);
    private static final Set<Purpose> MARKETING = Set.of(Purpose.MARKETING);

    @Test
    void aRequestAsks() {
        assertThat(card(ContactState.REQUESTED, CHAT, NOTHING, false, ContactChange.REQUESTED)
                        .standing())
                .isEqualTo(Standing.ASKS);
    }

    @Test
    void whoIsAllowedSomethingCanAskForMore() {
        ContactCard card = card(ContactState.ACCEPTED, MARKETING, CHAT, false, ContactChange.REQUESTED);

        assertThat(card.standing()).isEqualTo(Standing.ASKS);
        assertThat(card.reaches()).isTrue();
        assertThat(card.purposes())
                .containsExactly(
                        new PurposeLine(Purpose.MARKETING, true, false), new PurposeLine(Purpose.CHAT, false, true));
        assertThat(card.purposes().getLast().endsWithAnswer()).isTrue();
    }

    @Test
    void aPartThatWasAllowedIsAnAnswerToTheWhole() {
        assertThat(card(
                                ContactState.ACCEPTED,
                                Set.of(Purpose.CHAT, Purpose.MARKETING),
                                CHAT,
                                false,
                                ContactChange.ACCEPTED)
                        .standing())
                .isEqualTo(Standing.ALLOWED);
    }

    @Test
    void aBlockIsShownWhateverIsAllowedBesides() {
        ContactCard card = card(ContactState.ACCEPTED, CHAT, CHAT, true, ContactChange.BLOCKED);

        assertThat(card.standing()).isEqualTo(Standing.BLOCKED);
        assertThat(card.reaches()).isFalse();
        assertThat(card.reachesUnblocked()).isTrue();
    }

    @Test
    void aRefusalCanBeReconsideredWhenThereIsSomethingToAllow() {
        assertThat(card(ContactState.DECLINED, CHAT, NOTHING, false, ContactChange.DECLINED)
                        .reconsiderable())
                .isTrue();
        assertThat(card(ContactState.NONE, NOTHING, NOTHING, false, ContactChange.UNBLOCKED)
                        .reconsiderable())
                .isFalse();
    }

    @Test
    void allowingOneMoreKeepsWhatIsAllowedAndStillAskedFor() {
        ContactCard card = card(
                ContactState.ACCEPTED,
                EnumSet.of(Purpose.UTILITY, Purpose.MARKETING),
                EnumSet.of(Purpose.UTILITY, Purpose.CHAT),
                false,
                ContactChange.ACCEPTED);

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

    private static ContactCard named(String name, ContactState state, Set<Purpose> granted) {
        Contact contact = new Contact(state, CHAT, granted, false, "v1");
        return ContactCard.of("c", name, contact, ContactChange.ACCEPTED, Notice.named("v1"), 1, Instant.EPOCH);
    }

    private static ContactCard card(
            ContactState state, Set<Purpose> requested, Set<Purpose> granted, boolean blocked, ContactChange last) {
        Contact contact = new Contact(state, requested, granted, blocked, "v1");
        return ContactCard.of("c", "Company", contact, last, Notice.named("v1"), 1, Instant.EPOCH);
    }
}
