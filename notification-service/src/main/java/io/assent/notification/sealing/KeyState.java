package io.assent.notification.sealing;

import java.util.Locale;

/** What a key of a device is good for. */
public enum KeyState {
    /** Senders are given it. */
    CURRENT,
    /** Replaced by another: senders no longer seal to it, and what they had sealed to it is still handed over. */
    ROTATED,
    /** Somebody else may hold it: nothing is handed over that is sealed to it. It never comes back. */
    REVOKED;

    public static KeyState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
