package io.assent.consent.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a command does to a contact. */
public sealed interface ContactDecision {
    record Changed(Contact contact, ContactChange change) implements ContactDecision {}

    /** The contact already is as the command wants it. */
    record Unchanged(Contact contact) implements ContactDecision {}

    /**
     * @param reason a stable code
     * @param retryAfter from when on the same command may succeed, if that is known
     */
    record Refused(String reason, String detail, @Nullable Instant retryAfter) implements ContactDecision {
        Refused(String reason, String detail) {
            this(reason, detail, null);
        }
    }
}
