package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.base.trace.Traces;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.Partitions;
import io.assent.notification.delivery.MessageState;
import io.assent.notification.delivery.Receipt;
import io.assent.notification.delivery.ReceiptEffect;
import io.assent.notification.dispatch.Category;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records receipts. They pass the barrier too: one that comes after an acknowledged block never charges. */
@Singleton
public class ReceiptStore {
    private static final int LANES = 24;

    private final Database database;
    private final ConsentBarrier barrier;
    private final DeliveryEvents events;
    private final EventTime time;
    private final Traces traces;
    private final ReceiptTurns turns = new ReceiptTurns(LANES);

    public ReceiptStore(
            Database database, ConsentBarrier barrier, DeliveryEvents events, EventTime time, Traces traces) {
        this.traces = traces;
        this.database = database;
        this.barrier = barrier;
        this.events = events;
        this.time = time;
    }

    /** What a device says of one message. */
    public record Acknowledged(String messageId, Receipt receipt) {}

    private record Recorded(List<Optional<ReceiptEffect>> effects, List<MessageRow> delivered) {}

    /**
     * Effects in the order of the receipts; empty for a message that this person was never sent.
     *
     * @throws ReceiptTurns.NoTurnException when too many are recorded at once
     */
    public List<Optional<ReceiptEffect>> record(String user, List<Acknowledged> receipts, Instant now) {
        long began = System.nanoTime();
        Map<Integer, Long> passed = barrier.pass(List.of(user));
        int lane = Partitions.of(user, LANES);
        Recorded recorded = turns.take(
                lane,
                () -> database.transact(connection -> {
                    barrier.hold(connection, passed);
                    Map<String, MessageRow> messages = lock(connection, user, receipts);
                    Map<String, MessageState> states = new HashMap<>();
                    messages.forEach((id, message) -> states.put(id, message.state()));
                    List<Optional<ReceiptEffect>> effects = new ArrayList<>();
                    List<OutboxRecord> records = new ArrayList<>();
                    List<MessageRow> delivered = new ArrayList<>();
                    for (Acknowledged receipt : receipts) {
                        MessageRow message = messages.get(receipt.messageId());
                        MessageState state = states.get(receipt.messageId());
                        if (message == null || state == null) {
                            effects.add(Optional.empty());
                            continue;
                        }
                        ReceiptEffect effect = state.on(receipt.receipt());
                        effects.add(Optional.of(effect));
                        states.put(message.id(), after(state, effect));
                        records.addAll(told(message, effect, now));
                        if (effect == ReceiptEffect.DELIVERED || effect == ReceiptEffect.DELIVERED_AND_READ) {
                            delivered.add(message);
                        }
                    }
                    update(connection, messages, states, now);
                    if (!records.isEmpty()) {
                        count(connection, lane, messages, states);
                        Outbox.append(connection, lane, records);
                    }
                    return new Recorded(effects, delivered);
                }));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        recorded.delivered()
                .forEach(message ->
                        traces.tell(message.traceparent(), "receipt", SpanKind.SERVER, took, Attributes.empty()));
        return recorded.effects();
    }

    private static MessageState after(MessageState state, ReceiptEffect effect) {
        return switch (effect) {
            case DELIVERED -> MessageState.DELIVERED;
            case DELIVERED_AND_READ, READ -> MessageState.READ;
            case DUPLICATE, NEVER_SENT, TOO_LATE -> state;
        };
    }

    private List<OutboxRecord> told(MessageRow message, ReceiptEffect effect, Instant now) {
        DeliveryEvents.Data data = message.event(null, now, time.wall());
        return switch (effect) {
            case DELIVERED -> List.of(events.record(DeliveryEvents.Status.DELIVERED, data));
            case READ -> List.of(events.record(DeliveryEvents.Status.READ, data));
            case DELIVERED_AND_READ ->
                List.of(
                        events.record(DeliveryEvents.Status.DELIVERED, data),
                        events.record(DeliveryEvents.Status.READ, data));
            case DUPLICATE, NEVER_SENT, TOO_LATE -> List.of();
        };
    }

    private static Map<String, MessageRow> lock(Connection connection, String user, List<Acknowledged> receipts)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select " + MessageRow.COLUMNS
                + " from message where id = any (?) and person = ? order by id for update")) {
            select.setArray(
                    1,
                    Sql.texts(
                            connection,
                            receipts.stream()
                                    .map(Acknowledged::messageId)
                                    .distinct()
                                    .toList()));
            select.setString(2, user);
            Map<String, MessageRow> messages = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    MessageRow message = MessageRow.of(row);
                    messages.put(message.id(), message);
                }
            }
            return messages;
        }
    }

    /** Chats are left out, as billing leaves them out. */
    private static void count(
            Connection connection, int lane, Map<String, MessageRow> messages, Map<String, MessageState> states)
            throws SQLException {
        long delivered = messages.values().stream()
                .filter(message -> message.category() != Category.CHAT)
                .filter(message -> !isDelivered(message.state()))
                .filter(message -> isDelivered(states.getOrDefault(message.id(), message.state())))
                .count();
        if (delivered == 0) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement("insert into delivered_count as known (lane, messages)"
                + " values (?, ?) on conflict (lane) do update set messages = known.messages + excluded.messages")) {
            add.setInt(1, lane);
            add.setLong(2, delivered);
            add.executeUpdate();
        }
    }

    private static boolean isDelivered(MessageState state) {
        return state == MessageState.DELIVERED || state == MessageState.READ;
    }

    /** The body has done its work: it is kept no longer. */
    private static void update(
            Connection connection, Map<String, MessageRow> messages, Map<String, MessageState> states, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update message set state = ?, sealed = null,"
                + " kids = null, delivered_at = coalesce(delivered_at, ?),"
                + " read_at = case when ? = 'read' then coalesce(read_at, ?) else read_at end where id = ?")) {
            for (MessageRow message : messages.values()) {
                MessageState next = states.getOrDefault(message.id(), message.state());
                if (next != message.state()) {
                    update.setString(1, next.code());
                    update.setTimestamp(2, Timestamp.from(now));
                    update.setString(3, next.code());
                    update.setTimestamp(4, Timestamp.from(now));
                    update.setString(5, message.id());
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }
}
