package io.assent.consent.webhook;

import io.assent.consent.contact.ContactState;
import java.util.Optional;

/** What a company is told of a person: changes of the contact that it asked for, and nothing else. */
public final class ContactNews {
    public static final String TYPE_PREFIX = "contact.";

    private ContactNews() {}

    /**
     * The type of the webhook; none when the company must not hear of it. Who shuts out a company that never asked is not
     * made known to it by that.
     *
     * @param state after the change
     * @param change what happened, in a word
     */
    public static Optional<String> typeOf(ContactState state, String change) {
        return state == ContactState.NONE ? Optional.empty() : Optional.of(TYPE_PREFIX + change);
    }
}
