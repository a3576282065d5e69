package io.assent.consent.store;

import io.assent.consent.contact.ContactDecision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of a command. */
public sealed interface Outcome {
    /**
     * Decided, now or when the same key came first; to be answered after Kafka has committed it.
     *
     * @param changed by this command; false when it was so already
     */
    record Decided(Stated stated, boolean changed) implements Outcome {}

    /**
     * @param reason a stable code
     * @param basis the state for which it was refused: the refusal reveals it, and so waits for Kafka like any answer
     * @param retryAfter from when on it may succeed, if that is known
     */
    record Refused(
            String reason,
            String detail,
            @Nullable Stated basis,
            @Nullable Instant retryAfter) implements Outcome {
        /** The person answered what is not so any more. */
        public static final String CHANGED_MEANWHILE = "changed_meanwhile";

        /** The database lost commits that Kafka has: nothing is decided until an operator has looked. */
        public static final String BEHIND_LOG = "sequence_behind_log";

        Refused(String reason, String detail, @Nullable Stated basis) {
            this(reason, detail, basis, null);
        }

        static Refused of(ContactDecision.Refused refused, @Nullable Stated basis) {
            return new Refused(refused.reason(), refused.detail(), basis, refused.retryAfter());
        }

        Refused on(Stated settled) {
            return new Refused(reason, detail, settled, retryAfter);
        }
    }
}
