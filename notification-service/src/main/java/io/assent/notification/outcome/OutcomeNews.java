package io.assent.notification.outcome;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a company is told of its messages by webhooks. That a message was taken is not told: its sender has done that. */
public enum OutcomeNews {
    SENT("NotificationSent", "notification.sent"),
    DELIVERED("NotificationDelivered", "notification.delivered"),
    READ("NotificationRead", "notification.read"),
    SUPPRESSED("NotificationSuppressed", "notification.suppressed"),
    EXPIRED("NotificationExpired", "notification.expired"),
    CHAT_REPLIED("ChatReplied", "chat.replied");

    private static final String EVENTS = "io.assent.notification.";
    private static final String STEPS = EVENTS + "Notification";

    private final String event;
    private final String type;

    OutcomeNews(String event, String type) {
        this.event = EVENTS + event;
        this.type = type;
    }

    /** What this event of notification.deliveries is told as; nothing when it is not told. */
    public static Optional<OutcomeNews> of(String event) {
        return Arrays.stream(values()).filter(news -> news.event.equals(event)).findFirst();
    }

    /** All types of webhooks of this service. */
    public static Set<String> types() {
        return Arrays.stream(values()).map(OutcomeNews::type).collect(Collectors.toSet());
    }

    /** The step of a message that this event tells of, as statuses are named; nothing when it is of no message of a company. */
    public static Optional<String> step(String event) {
        return event.startsWith(STEPS)
                ? Optional.of(event.substring(STEPS.length()).toLowerCase(java.util.Locale.ROOT))
                : Optional.empty();
    }

    public String type() {
        return type;
    }
}
