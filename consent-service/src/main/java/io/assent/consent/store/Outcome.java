package io.assent.consent.store;

import org.jspecify.annotations.Nullable;

/** What became of a command. */
public sealed interface Outcome {
    /** Decided, now or when the same key came first; to be answered after Kafka has committed it. */
    record Decided(Stated stated) implements Outcome {}

    /**
     * @param reason a stable code
     * @param basis the state for which it was refused: the refusal reveals it, and so waits for Kafka like any answer
     */
    record Refused(String reason, String detail, @Nullable Stated basis) implements Outcome {
        Refused on(Stated settled) {
            return new Refused(reason, detail, settled);
        }
    }
}
