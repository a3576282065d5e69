package io.assent.consent.adschoice;

import io.assent.consent.age.AgeBand;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a person is shown ads at all, and on what they may be chosen. Who has not chosen is shown none. */
public enum AdsChoice {
    NONE,
    CONTEXTUAL,
    PERSONALISED;

    /**
     * Ads that are chosen by a profile are not for whom is known to be a minor (Digital Services Act, Article 28(2)). Of whom
     * nothing is known may choose them; the feed treats them as a minor until it knows.
     */
    public boolean isOpenTo(AgeBand age) {
        return this != PERSONALISED || age != AgeBand.MINOR;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AdsChoice> of(String code) {
        return Arrays.stream(values())
                .filter(choice -> choice.code().equals(code))
                .findFirst();
    }
}
