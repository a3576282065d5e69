package io.assent.consent.contact;

import io.assent.consent.age.AgeBand;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whom a notice is for. */
public enum Audience {
    EVERYBODY,
    ADULTS;

    /** Who is not known to be an adult counts as a minor. */
    public boolean admits(AgeBand age) {
        return this == EVERYBODY || age == AgeBand.ADULT;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Audience> of(String code) {
        return Arrays.stream(values())
                .filter(audience -> audience.code().equals(code))
                .findFirst();
    }
}
