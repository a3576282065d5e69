package io.assent.notification.dispatch;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a message is for. It decides which purpose must have been granted and which lane it takes; what may change with
 * time stands in {@link CategoryRule}.
 */
public enum Category {
    UTILITY("notifications.utility"),
    MARKETING("notifications.marketing"),
    AUTHENTICATION("notifications.authentication"),
    CHAT("chat");

    private final String purpose;

    Category(String purpose) {
        this.purpose = purpose;
    }

    public static Optional<Category> of(String code) {
        return Arrays.stream(values())
                .filter(category -> category.code().equals(code))
                .findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The purpose that the person must have granted. It is not dated: nobody's consent changes its meaning. */
    public String purpose() {
        return purpose;
    }

    /** Somebody waits for it: it never queues behind a campaign. */
    public boolean isUrgent() {
        return this == AUTHENTICATION || this == CHAT;
    }
}
