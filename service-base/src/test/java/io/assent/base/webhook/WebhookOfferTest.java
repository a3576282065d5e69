package io.assent.base.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WebhookOfferTest {
    private static final WebhookOffer CONTACTS =
            new WebhookOffer(Set.of("contact.accepted", "contact.blocked"), "contact.", _ -> true);
    private static final WebhookOffer MESSAGES =
            new WebhookOffer(Set.of("notification.read", "chat.replied"), null, _ -> true);

    @Test
    void typesAndChangesNameTheSame() {
        assertThat(CONTACTS.chosen(List.of("contact.blocked"), List.of("accepted", "blocked")))
                .contains(List.of("contact.accepted", "contact.blocked"));
        assertThat(CONTACTS.changes(List.of("contact.accepted"))).containsExactly("accepted");
    }

    @Test
    void whatIsNeverToldIsNotChosen() {
        assertThat(CONTACTS.chosen(List.of("accepted"), List.of())).isEmpty();
        assertThat(CONTACTS.chosen(List.of(), List.of("contact.accepted"))).isEmpty();
        assertThat(MESSAGES.chosen(List.of("notification.accepted"), List.of())).isEmpty();
    }

    @Test
    void nothingNamedIsEverything() {
        assertThat(MESSAGES.chosen(List.of(), List.of())).contains(List.of());
    }

    @Test
    void withoutContactsThereAreNoChanges() {
        assertThat(MESSAGES.chosen(List.of(), List.of("read"))).isEmpty();
        assertThat(MESSAGES.changes(List.of("notification.read"))).isNull();
    }
}
