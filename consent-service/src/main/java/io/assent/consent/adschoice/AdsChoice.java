package io.assent.consent.adschoice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a person is shown ads at all, and on what they may be chosen. Who has not chosen is shown none. */
public enum AdsChoice {
    NONE,
    CONTEXTUAL,
    PERSONALISED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AdsChoice> of(String code) {
        return Arrays.stream(values())
                .filter(choice -> choice.code().equals(code))
                .findFirst();
    }
}
