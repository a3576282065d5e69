package io.assent.ad.feed;

import java.util.Locale;

/** Whether a viewer is shown ads. Who has not chosen is shown none. */
public enum AdsChoice {
    NONE,
    CONTEXTUAL,
    PERSONALISED;

    public static AdsChoice of(String code) {
        return switch (code) {
            case "contextual" -> CONTEXTUAL;
            case "personalised" -> PERSONALISED;
            default -> NONE;
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
