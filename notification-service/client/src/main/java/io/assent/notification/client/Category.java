package io.assent.notification.client;

import java.util.Locale;

/** What a message is for; the person must have granted its purpose. */
public enum Category {
    UTILITY,
    MARKETING,
    /** One-time codes; they take a lane of their own. */
    AUTHENTICATION,
    /** Free of charge. */
    CHAT;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
