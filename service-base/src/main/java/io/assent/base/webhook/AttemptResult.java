package io.assent.base.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt. */
public sealed interface AttemptResult {
    /** As receivers are shown it: the status, or the reason why there is none. */
    String code();

    /** @param retryAfter as the receiver asks for it */
    record Answered(int status, @Nullable Duration retryAfter) implements AttemptResult {
        @Override
        public String code() {
            return Integer.toString(status);
        }
    }

    /** @param code a stable reason */
    record Unanswered(String code) implements AttemptResult {
        public static final Unanswered TIMEOUT = new Unanswered("timeout");
        public static final Unanswered UNREACHABLE = new Unanswered("unreachable");
        public static final Unanswered TLS_FAILED = new Unanswered("tls_failed");
        public static final Unanswered UNRESOLVED = new Unanswered("unresolved");
        public static final Unanswered ADDRESS_NOT_ALLOWED = new Unanswered("address_not_allowed");
    }
}
