package io.assent.notification.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assent.base.EventTime;
import io.assent.base.webhook.WebhookMessage;
import io.assent.base.webhook.WebhookOffer;
import io.assent.base.webhook.store.WebhookFanout;
import io.assent.notification.outcome.OutcomeNews;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes webhooks of what notification.deliveries tells. Whoever was erased is named in none: an erasure deletes those that
 * wait, and keeps its lock until all see it; who makes others looks under the same lock how the person is called by now.
 */
@Singleton
public class OutcomeWebhooks {
    private static final String LOCK = "(hashtext('outcome-webhooks'), 0)";

    private final ObjectMapper json;
    private final EventTime time;

    public OutcomeWebhooks(ObjectMapper json, EventTime time) {
        this.json = json;
        this.time = time;
    }

    @Produces
    @Singleton
    static WebhookOffer offer(IntakeStore companies) {
        return new WebhookOffer(OutcomeNews.types(), null, companies::knowsCompany);
    }

    /** @param events in the order of the topic */
    public void append(Connection connection, List<OutcomeEvent> events) throws SQLException {
        Set<String> subscribed = WebhookFanout.subscribed(
                connection, events.stream().map(OutcomeEvent::company).collect(Collectors.toSet()));
        List<OutcomeEvent> wanted = events.stream()
                .filter(event -> subscribed.contains(event.company()))
                .filter(event -> OutcomeNews.of(event.type()).isPresent())
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        lock(connection, "pg_advisory_xact_lock_shared");
        Map<String, String> people = people(connection, wanted);
        List<WebhookMessage> messages = new ArrayList<>();
        for (OutcomeEvent event : wanted) {
            message(event, people).ifPresent(messages::add);
        }
        WebhookFanout.append(connection, messages, time.wall());
    }

    /** For an erasure: nothing of what was made so far, or is being made, names this person afterwards. */
    static void forget(Connection connection, String person) throws SQLException {
        lock(connection, "pg_advisory_xact_lock");
        try (PreparedStatement delete = connection.prepareStatement("delete from webhook_delivery where person = ?")) {
            delete.setString(1, person);
            delete.executeUpdate();
        }
    }

    private static void lock(Connection connection, String function) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("select " + function + LOCK)) {
            lock.execute();
        }
    }

    /** How the people of these messages and chats are named now; a chat of an erased person is not there any more. */
    private static Map<String, String> people(Connection connection, List<OutcomeEvent> events) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select message.id,"
                + " coalesce('erased-' || erasure.id, message.person) from message left join erasure on"
                + " erasure.person = message.person and message.inbox <= erasure.messages_until where message.id = any (?)"
                + " union all select message_id, person from chat where message_id = any (?) and not exists (select from"
                + " erasure where erasure.person = chat.person and chat.position <= erasure.chats_until)")) {
            List<String> ids =
                    events.stream().map(OutcomeEvent::messageId).distinct().toList();
            select.setArray(1, Sql.texts(connection, ids));
            select.setArray(2, Sql.texts(connection, ids));
            Map<String, String> people = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    people.put(row.getString(1), row.getString(2));
                }
            }
            return people;
        }
    }

    private Optional<WebhookMessage> message(OutcomeEvent event, Map<String, String> people) {
        String person = people.get(event.messageId());
        if (person == null) {
            return Optional.empty();
        }
        return OutcomeNews.of(event.type())
                .map(news -> new WebhookMessage(
                        event.id(),
                        event.company(),
                        person,
                        news.type(),
                        write(OutcomeWebhook.of(news.type(), event, person)),
                        event.recordedAt()));
    }

    private String write(OutcomeWebhook webhook) {
        try {
            return json.writeValueAsString(webhook);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a webhook is always JSON", e);
        }
    }
}
