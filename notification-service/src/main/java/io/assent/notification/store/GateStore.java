package io.assent.notification.store;

import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.notification.delivery.MessageState;
import io.assent.notification.delivery.Waiting;
import io.assent.notification.dispatch.Decision;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the gate decided, with its events; one statement a batch. */
@Singleton
public class GateStore {
    private final DeliveryEvents events;
    private final NoticeStore notices;

    public GateStore(DeliveryEvents events, NoticeStore notices) {
        this.events = events;
        this.notices = notices;
    }

    /**
     * A decided request.
     *
     * @param dueAt when it may be handed over; null means at once
     */
    public record Decided(
            Intake intake,
            Decision decision,
            @Nullable String country,
            @Nullable Instant dueAt) {
        public Instant expiresAt() {
            return intake.expiresAt(dueAt);
        }

        MessageState state() {
            return switch (decision) {
                case Decision.Send _ -> dueAt == null ? MessageState.QUEUED : MessageState.SCHEDULED;
                case Decision.Suppress _ -> MessageState.SUPPRESSED;
                case Decision.Expire _ -> MessageState.EXPIRED;
            };
        }

        @Nullable
        String reason() {
            return decision instanceof Decision.Suppress(var reason, var unused) ? reason.code() : null;
        }

        public Waiting waiting() {
            return new Waiting(intake.user(), intake.category(), expiresAt());
        }

        /** It was let through, and its hour has come. */
        public boolean isToHandOver() {
            return decision instanceof Decision.Send && dueAt == null;
        }
    }

    /**
     * Stores what is new, with its events.
     *
     * @return the ids that were taken before
     */
    public Set<String> insert(Connection connection, int lane, List<Decided> decided, Instant recordedAt)
            throws SQLException {
        Set<String> inserted = DecidedRows.insert(connection, decided, recordedAt);
        List<OutboxRecord> records = decided.stream()
                .filter(each -> inserted.contains(each.intake().messageId()))
                .map(each -> event(each, recordedAt))
                .toList();
        notices.tellQueued(connection, toHandOver(decided, inserted));
        if (!records.isEmpty()) {
            Outbox.append(connection, lane, records);
        }
        return decided.stream()
                .map(each -> each.intake().messageId())
                .filter(id -> !inserted.contains(id))
                .collect(Collectors.toSet());
    }

    /** Those of the ids that were taken before. */
    public Set<String> taken(Connection connection, Collection<String> ids) throws SQLException {
        Set<String> taken = new HashSet<>();
        if (!ids.isEmpty()) {
            try (PreparedStatement select = connection.prepareStatement("select id from message where id = any (?)")) {
                select.setArray(1, Sql.texts(connection, ids));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        taken.add(row.getString(1));
                    }
                }
            }
        }
        return taken;
    }

    private static List<Waiting> toHandOver(List<Decided> decided, Set<String> inserted) {
        return decided.stream()
                .filter(Decided::isToHandOver)
                .filter(each -> inserted.contains(each.intake().messageId()))
                .map(Decided::waiting)
                .toList();
    }

    /** Those of the ids that were taken with another body. */
    public Set<String> withOtherBody(Connection connection, Map<String, Intake> repeated) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select id, body_hash from message where id = any (?)")) {
            select.setArray(1, Sql.texts(connection, repeated.keySet()));
            Set<String> others = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Intake intake = repeated.get(row.getString(1));
                    if (intake != null && !Arrays.equals(intake.bodyHash(), row.getBytes(2))) {
                        others.add(row.getString(1));
                    }
                }
            }
            return others;
        }
    }

    private OutboxRecord event(Decided decided, Instant recordedAt) {
        Intake intake = decided.intake();
        String reason = decided.reason();
        DeliveryEvents.Status status = switch (decided.decision()) {
            case Decision.Send _ -> DeliveryEvents.Status.ACCEPTED;
            case Decision.Suppress _ -> DeliveryEvents.Status.SUPPRESSED;
            case Decision.Expire _ -> DeliveryEvents.Status.EXPIRED;
        };
        return events.record(
                status,
                new DeliveryEvents.Data(
                        intake.messageId(),
                        intake.company(),
                        intake.eventId(),
                        intake.user(),
                        intake.category().code(),
                        decided.country(),
                        reason,
                        DeliveryEvents.retriable(reason),
                        decided.decision() instanceof Decision.Suppress(var unused, var retryAfter) ? retryAfter : null,
                        intake.now(),
                        recordedAt,
                        intake.traceparent()));
    }
}
