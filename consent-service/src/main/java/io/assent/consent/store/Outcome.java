package io.assent.consent.store;

/** What became of a command. */
public sealed interface Outcome {
    /** Decided, now or when the same key came first; to be answered after Kafka has committed it. */
    record Decided(Stated stated) implements Outcome {}

    /** @param reason a stable code */
    record Refused(String reason, String detail) implements Outcome {}
}
