package io.assent.notification.delivery;

import io.assent.notification.dispatch.Category;
import java.util.Locale;

/** How much a sleeping device is disturbed (RFC 8030, 5.3): the push service may keep what is not urgent until it is awake anyway. */
public enum Urgency {
    LOW,
    NORMAL,
    HIGH;

    public static Urgency of(Category category) {
        return switch (category) {
            case AUTHENTICATION, CHAT -> HIGH;
            case UTILITY -> NORMAL;
            case MARKETING -> LOW;
        };
    }

    public static Urgency ofLevel(int level) {
        return values()[level];
    }

    /** Higher is more urgent. */
    public int level() {
        return ordinal();
    }

    public Urgency and(Urgency other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The value of the header {@code Urgency}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
