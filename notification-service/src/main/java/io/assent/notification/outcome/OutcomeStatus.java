package io.assent.notification.outcome;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a message came, as its sender is told. */
public enum OutcomeStatus {
    ACCEPTED,
    SCHEDULED,
    SENT,
    DELIVERED,
    READ,
    SUPPRESSED,
    EXPIRED;

    public static Optional<OutcomeStatus> of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
