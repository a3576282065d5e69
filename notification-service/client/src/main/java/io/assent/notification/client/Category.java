package io.assent.notification.client;

import java.util.Locale;

/** What a message is for; the person must have granted its purpose. */
public enum Category {
    UTILITY,
    MARKETING,
    /** One-time codes; they take a lane of their own. */
    AUTHENTICATION,
    /** An answer to a person who wrote lately; free of charge. */
    CHAT;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
