package io.assent.notification.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a message now. */
public sealed interface Decision {
    record Send() implements Decision {}

    /** @param retryAfter from when on the same request may be let through, when that is known */
    record Suppress(Suppression reason, @Nullable Instant retryAfter) implements Decision {
        public Suppress(Suppression reason) {
            this(reason, null);
        }
    }

    /** Its time to live is over. */
    record Expire() implements Decision {}
}
