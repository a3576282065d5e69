package io.assent.consent.privacy;

import io.assent.consent.adschoice.AdsChoice;
import java.util.List;
import java.util.Optional;

/**
 * All that a person is shown at once.
 *
 * @param cards in {@link ContactCard#ORDER}
 * @param recent the last lines of the history, latest first
 */
public record Overview(String person, List<ContactCard> cards, AdsChoice ads, List<HistoryLine> recent) {
    public List<ContactCard> asking() {
        return cards.stream().filter(ContactCard::asks).toList();
    }

    public List<ContactCard> others() {
        return cards.stream().filter(card -> !card.asks()).toList();
    }

    public long reaching() {
        return cards.stream().filter(ContactCard::reaches).count();
    }

    public Optional<ContactCard> card(String company) {
        return cards.stream().filter(card -> card.company().equals(company)).findFirst();
    }

    public AdsChoice[] choices() {
        return AdsChoice.values();
    }
}
