package io.assent.consent.contact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person had decided before the company came here. */
public enum ImportedStatus {
    ACCEPTED,
    WITHDRAWN,
    BLOCKED;

    public static Optional<ImportedStatus> of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(code))
                .findFirst();
    }
}
