package io.assent.consent.store;

import io.assent.base.EventTime;
import io.assent.base.webhook.WebhookMessage;
import io.assent.base.webhook.store.WebhookFanout;
import io.assent.consent.contact.ContactState;
import io.assent.consent.webhook.ContactNews;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes webhooks of what consent.events shows, each once. */
@Singleton
public class ContactWebhooks {
    private final EntryJson json;
    private final EventTime time;

    public ContactWebhooks(EntryJson json, EventTime time) {
        this.json = json;
        this.time = time;
    }

    /** A change of a contact as the topic shows it. */
    public record Shown(int shard, Entry.OfContact entry) {}

    /** Those of these companies that have webhooks. */
    public Set<String> subscribed(Connection connection, Collection<String> companies) throws SQLException {
        return WebhookFanout.subscribed(connection, Set.copyOf(companies));
    }

    /**
     * Versions of a shard rise: one that is not above all before it was put there a second time.
     *
     * @param shown in the order of the topic
     */
    public void append(Connection connection, List<Shown> shown) throws SQLException {
        Map<Integer, Long> highest = ShardVersions.TOLD.select(
                connection, shown.stream().map(Shown::shard).distinct().toList());
        List<WebhookMessage> messages = new ArrayList<>();
        for (Shown each : shown) {
            if (each.entry().version() > highest.getOrDefault(each.shard(), 0L)) {
                highest.put(each.shard(), each.entry().version());
                message(each).ifPresent(messages::add);
            }
        }
        ShardVersions.TOLD.upsert(connection, highest);
        if (!messages.isEmpty()) {
            WebhookFanout.append(connection, messages, time.wall());
        }
    }

    /** Drops what was to be told of people who are erased. */
    public void forget(Connection connection, Collection<String> people) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from webhook_delivery where person = any (?)")) {
            delete.setArray(1, connection.createArrayOf("text", people.toArray()));
            delete.executeUpdate();
        }
    }

    private Optional<WebhookMessage> message(Shown shown) {
        Entry.OfContact entry = shown.entry();
        ContactState state = ContactState.valueOf(entry.state().toUpperCase(Locale.ROOT));
        return ContactNews.typeOf(state, entry.change())
                .map(type -> new WebhookMessage(
                        shown.shard() + "-" + entry.version(),
                        entry.company(),
                        entry.user(),
                        type,
                        json.write(ContactWebhook.of(type, entry)),
                        entry.recordedAt()));
    }
}
