package io.assent.notification.client;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A call was refused and changed nothing.
 *
 * @param status of HTTP
 * @param reason a stable code (docs/reason-codes.md), or {@code status_<number>} when somebody on the way answered
 * @param retriable the same call may succeed later; while its patience lasted, the client has tried that already
 * @param retryAfter when at the earliest, where it was said
 * @param detail a sentence for people
 */
public record Refused(int status, String reason, boolean retriable, Optional<Instant> retryAfter, String detail)
        implements SealResult, SendResult {
    private static final Set<String> OF_KEYS = Set.of("key_revoked", "wrong_key_id");

    /** The person's devices have other keys by now. Whether retriable or not, the same bytes are refused again. */
    boolean asksForOtherKeys() {
        return OF_KEYS.contains(reason);
    }
}
