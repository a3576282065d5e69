package io.assent.base.webhook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a service tells companies by webhooks; its one bean of this class opens the door.
 *
 * @param types of events, such as {@code contact.accepted}
 * @param changesOf what types begin with that may also be named by the rest, as changes; null when there are none
 * @param knowsCompany whether a company may have webhooks here
 */
public record WebhookOffer(Set<String> types, @Nullable String changesOf, Predicate<String> knowsCompany) {
    public WebhookOffer {
        types = Set.copyOf(types);
    }

    /** The types that a company wants to be told of, sorted; nothing when there is one among them that nobody tells. */
    public Optional<List<String>> chosen(List<String> named, List<String> changes) {
        if (changesOf == null && !changes.isEmpty()) {
            return Optional.empty();
        }
        List<String> chosen = Stream.concat(named.stream(), changes.stream().map(change -> changesOf + change))
                .distinct()
                .sorted()
                .toList();
        return types.containsAll(chosen) ? Optional.of(chosen) : Optional.empty();
    }

    /** The same types as changes; null where there are none. */
    public @Nullable List<String> changes(List<String> chosen) {
        String prefix = changesOf;
        return prefix == null
                ? null
                : chosen.stream().map(type -> type.substring(prefix.length())).toList();
    }
}
