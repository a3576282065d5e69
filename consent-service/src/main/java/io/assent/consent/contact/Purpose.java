package io.assent.consent.contact;

import java.util.Arrays;
import java.util.Optional;

/** What a person may allow a company to do. */
public enum Purpose {
    UTILITY("notifications.utility"),
    MARKETING("notifications.marketing"),
    AUTHENTICATION("notifications.authentication"),
    CHAT("chat");

    private final String code;

    Purpose(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<Purpose> of(String code) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.code.equals(code))
                .findFirst();
    }
}
