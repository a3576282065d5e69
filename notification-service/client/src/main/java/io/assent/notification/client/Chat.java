package io.assent.notification.client;

import java.time.Instant;

/**
 * What a person wrote to the company.
 *
 * @param cursor to be given as {@code after} for what follows; positive, rising, with gaps
 */
public record Chat(long cursor, String messageId, String user, Content content, Instant occurredAt) {
    /** What it says. */
    public sealed interface Content {
        record Opened(String text) implements Content {
            /** Without the text: this may come into a log. */
            @Override
            public String toString() {
                return "Opened[]";
            }
        }

        /** None of the company's keys opens it; {@code detail} says why. */
        record Unreadable(String detail) implements Content {}
    }
}
