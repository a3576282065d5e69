package io.assent.consent.store;

import io.assent.consent.contact.Contact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What time will do to a contact.
 *
 * @param requestOpen it counts against the limits of its person and its company
 * @param at when something is over
 */
record Due(boolean requestOpen, @Nullable Instant at) {
    static final Due NEVER = new Due(false, null);

    static Due of(Contact contact) {
        return new Due(contact.ask().open(), contact.due().orElse(null));
    }
}
