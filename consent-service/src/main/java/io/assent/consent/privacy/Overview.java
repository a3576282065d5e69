package io.assent.consent.privacy;

import io.assent.consent.adschoice.AdsChoice;
import io.assent.consent.age.AgeBand;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All that a person is shown at once.
 *
 * @param cards in {@link ContactCard#ORDER}
 * @param ads as it was chosen; what it comes to is {@link #effectiveAds}
 * @param age as far as it is known
 * @param recent the last lines of the history, latest first
 */
public record Overview(String person, List<ContactCard> cards, AdsChoice ads, AgeBand age, List<HistoryLine> recent) {
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

    public boolean ofMinor() {
        return age == AgeBand.MINOR;
    }

    /** What can be chosen now. */
    public List<AdsChoice> choices() {
        return Arrays.stream(AdsChoice.values())
                .filter(choice -> choice.isOpenTo(age))
                .toList();
    }

    /** Who chose before they were known as a minor is shown what a feed now makes of it. */
    public AdsChoice effectiveAds() {
        return ads.isOpenTo(age) ? ads : AdsChoice.CONTEXTUAL;
    }
}
