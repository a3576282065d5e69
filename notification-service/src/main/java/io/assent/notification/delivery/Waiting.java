package io.assent.notification.delivery;

import io.assent.notification.dispatch.Category;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** A message waits to be handed over to this person, until it expires. */
public record Waiting(String user, Category category, Instant expiresAt) {
    /** Who waits for one that is urgent, or for one that is not. */
    public static Set<String> people(Collection<Waiting> messages, boolean urgent) {
        return messages.stream()
                .filter(message -> message.category().isUrgent() == urgent)
                .map(Waiting::user)
                .collect(Collectors.toSet());
    }
}
