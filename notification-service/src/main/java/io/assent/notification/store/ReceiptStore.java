package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.base.trace.Traces;
import io.assent.exactlyonce.BarrierException;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.notification.delivery.MessageState;
import io.assent.notification.delivery.Receipt;
import io.assent.notification.delivery.ReceiptEffect;
import io.assent.notification.dispatch.Category;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Records receipts. They pass the barrier too: one that comes after an acknowledged block never charges. Those that come at the same time
 * share a barrier and a transaction.
 */
@Singleton
public class ReceiptStore {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final ConsentBarrier barrier;
    private final DeliveryEvents events;
    private final EventTime time;
    private final Traces traces;
    private final GroupCommit<Told, Recorded> groups = new GroupCommit<>(this::record, PATIENCE);
    /** Of those whose part of the consent log is not followed just now: they keep nobody else waiting. */
    private final GroupCommit<Told, Recorded> heldGroups = new GroupCommit<>(this::record, PATIENCE);

    private final Set<Integer> held = ConcurrentHashMap.newKeySet();

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

    /** What a device says at once. */
    private record Told(String user, List<Acknowledged> receipts, Instant now) {
        /** Of the outbox; also of the counts. As many as the consent log has partitions. */
        int lane() {
            return ConsentBarrier.partition(user);
        }
    }

    private record Recorded(List<Optional<ReceiptEffect>> effects, List<MessageRow> delivered) {
        /** The consent log cannot be followed: nothing was recorded. */
        static final Recorded HELD = new Recorded(List.of(), List.of());
    }

    /**
     * Effects in the order of the receipts; empty for a message that this person was never sent.
     *
     * @throws GroupCommit.NoTurnException when too many come at once
     * @throws BarrierException when this person's part of the consent log cannot be followed now
     */
    public List<Optional<ReceiptEffect>> record(String user, List<Acknowledged> receipts, Instant now) {
        long began = System.nanoTime();
        Told told = new Told(user, receipts, now);
        Recorded recorded = (held.contains(told.lane()) ? heldGroups : groups).join(told);
        if (recorded == Recorded.HELD) {
            throw new BarrierException("the projection has not passed the barrier");
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        recorded.delivered()
                .forEach(message ->
                        traces.tell(message.traceparent(), "receipt", SpanKind.SERVER, took, Attributes.empty()));
        return recorded.effects();
    }

    /** How many calls wait to be recorded with others. */
    public int waiting() {
        return groups.waiting() + heldGroups.waiting();
    }

    private List<Recorded> record(List<Told> group) {
        Set<String> people = group.stream().map(Told::user).collect(Collectors.toSet());
        ConsentBarrier.Passing passing = barrier.passWherePossible(people);
        for (Told told : group) {
            if (passing.behind().contains(told.lane())) {
                held.add(told.lane());
            } else {
                held.remove(told.lane());
            }
        }
        return database.transact(connection -> {
            barrier.hold(connection, passing.passed());
            Set<String> ids = group.stream()
                    .flatMap(told -> told.receipts().stream())
                    .map(Acknowledged::messageId)
                    .collect(Collectors.toSet());
            Changes changes = new Changes(ReceiptRows.lock(connection, people, ids));
            List<Recorded> recorded = group.stream()
                    .map(told -> passing.behind().contains(told.lane()) ? Recorded.HELD : changes.record(told))
                    .toList();
            changes.write(connection);
            return recorded;
        });
    }

    /** What the receipts of one transaction make of the messages, each beginning where the one before has ended. */
    private final class Changes {
        private final Map<String, MessageRow> messages = new HashMap<>();
        private final Map<String, ReceiptRows.Change> changed = new HashMap<>();
        private final SortedMap<Integer, Long> delivered = new TreeMap<>();
        private final SortedMap<Integer, List<OutboxRecord>> records = new TreeMap<>();

        Changes(List<MessageRow> locked) {
            locked.forEach(message -> messages.put(message.id(), message));
        }

        Recorded record(Told told) {
            List<Optional<ReceiptEffect>> effects = new ArrayList<>();
            List<MessageRow> arrived = new ArrayList<>();
            for (Acknowledged receipt : told.receipts()) {
                MessageRow message = messages.get(receipt.messageId());
                if (message == null || !message.user().equals(told.user())) {
                    effects.add(Optional.empty());
                    continue;
                }
                ReceiptEffect effect = state(message).on(receipt.receipt());
                effects.add(Optional.of(effect));
                apply(message, effect, told);
                if (isArrival(effect)) {
                    arrived.add(message);
                }
            }
            return new Recorded(effects, arrived);
        }

        private MessageState state(MessageRow message) {
            ReceiptRows.Change change = changed.get(message.id());
            return change == null ? message.state() : change.state();
        }

        private void apply(MessageRow message, ReceiptEffect effect, Told told) {
            List<DeliveryEvents.Status> statuses = statuses(effect);
            if (statuses.isEmpty()) {
                return;
            }
            changed.put(message.id(), changed(message, effect, told.now()));
            // Chats are left out, as billing leaves them out.
            if (isArrival(effect) && message.category() != Category.CHAT) {
                delivered.merge(told.lane(), 1L, Long::sum);
            }
            DeliveryEvents.Data data = message.event(null, told.now(), time.wall());
            List<OutboxRecord> lane = records.computeIfAbsent(told.lane(), _ -> new ArrayList<>());
            statuses.forEach(status -> lane.add(events.record(status, data)));
        }

        private ReceiptRows.Change changed(MessageRow message, ReceiptEffect effect, Instant now) {
            ReceiptRows.Change before = changed.get(message.id());
            Instant deliveredAt = before == null ? now : before.deliveredAt();
            return effect == ReceiptEffect.DELIVERED
                    ? new ReceiptRows.Change(message.id(), MessageState.DELIVERED, deliveredAt, null)
                    : new ReceiptRows.Change(message.id(), MessageState.READ, deliveredAt, now);
        }

        void write(Connection connection) throws SQLException {
            if (changed.isEmpty()) {
                return;
            }
            ReceiptRows.update(connection, List.copyOf(changed.values()));
            if (!delivered.isEmpty()) {
                ReceiptRows.count(connection, delivered);
            }
            Outbox.append(connection, records);
        }
    }

    private static boolean isArrival(ReceiptEffect effect) {
        return effect == ReceiptEffect.DELIVERED || effect == ReceiptEffect.DELIVERED_AND_READ;
    }

    private static List<DeliveryEvents.Status> statuses(ReceiptEffect effect) {
        return switch (effect) {
            case DELIVERED -> List.of(DeliveryEvents.Status.DELIVERED);
            case READ -> List.of(DeliveryEvents.Status.READ);
            case DELIVERED_AND_READ -> List.of(DeliveryEvents.Status.DELIVERED, DeliveryEvents.Status.READ);
            case DUPLICATE, NEVER_SENT, TOO_LATE -> List.of();
        };
    }
}
