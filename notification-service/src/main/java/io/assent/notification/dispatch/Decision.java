package io.assent.notification.dispatch;

/** What happens to a message now. */
public sealed interface Decision {
    record Send() implements Decision {}

    record Suppress(Suppression reason) implements Decision {}

    /** Its time to live is over. */
    record Expire() implements Decision {}
}
