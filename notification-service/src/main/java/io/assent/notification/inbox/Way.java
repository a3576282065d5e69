package io.assent.notification.inbox;

import java.util.Locale;

/** How an instance learned that a device is to be handed something. */
enum Way {
    /** Its own gate took the message. */
    LOCAL,
    /** Another instance told it. */
    NOTIFIED,
    /** It looked. */
    POLLED,
    /** The device connected, or has room again. */
    CONNECTED,
    /** The device acknowledged nothing. */
    REDELIVERED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
