package io.assent.consent.age;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How old a person is, as far as the messenger knows. Of whom it has told nothing is {@link #UNKNOWN}. */
public enum AgeBand {
    MINOR,
    ADULT,
    UNKNOWN;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AgeBand> of(String code) {
        return Arrays.stream(values()).filter(band -> band.code().equals(code)).findFirst();
    }
}
