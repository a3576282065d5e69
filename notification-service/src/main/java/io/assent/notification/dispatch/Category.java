package io.assent.notification.dispatch;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a message is for. It decides which purpose must have been granted, how long it may wait, and which lane it takes. */
public enum Category {
    UTILITY("notifications.utility", Duration.ofDays(30), Duration.ofSeconds(30), Duration.ofDays(30)),
    MARKETING("notifications.marketing", Duration.ofDays(30), Duration.ofSeconds(30), Duration.ofDays(30)),
    AUTHENTICATION(
            "notifications.authentication", Duration.ofMinutes(10), Duration.ofSeconds(30), Duration.ofMinutes(15)),
    CHAT("chat", Duration.ofDays(30), Duration.ofSeconds(30), Duration.ofDays(30));

    private final String purpose;
    private final Duration defaultTtl;
    private final Duration shortestTtl;
    private final Duration longestTtl;

    Category(String purpose, Duration defaultTtl, Duration shortestTtl, Duration longestTtl) {
        this.purpose = purpose;
        this.defaultTtl = defaultTtl;
        this.shortestTtl = shortestTtl;
        this.longestTtl = longestTtl;
    }

    public static Optional<Category> of(String code) {
        return Arrays.stream(values())
                .filter(category -> category.code().equals(code))
                .findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The purpose that the person must have granted. */
    public String purpose() {
        return purpose;
    }

    public Duration defaultTtl() {
        return defaultTtl;
    }

    public boolean allowsTtl(Duration ttl) {
        return ttl.compareTo(shortestTtl) >= 0 && ttl.compareTo(longestTtl) <= 0;
    }

    /** Somebody waits for it: it never queues behind a campaign. */
    public boolean isUrgent() {
        return this == AUTHENTICATION || this == CHAT;
    }
}
