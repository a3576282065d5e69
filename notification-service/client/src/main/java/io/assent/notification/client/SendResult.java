package io.assent.notification.client;

/** What the service said to a message. */
public sealed interface SendResult permits SendResult.Accepted, Refused {
    /** It was taken, and ends in exactly one {@link Outcome}; whether it is delivered is decided after this. */
    record Accepted(String messageId) implements SendResult {}
}
