package io.assent.notification.store;

import io.assent.exactlyonce.BinaryCopy;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.notification.delivery.MessageState;
import io.assent.notification.delivery.Notice;
import io.assent.notification.dispatch.Decision;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
        Set<String> inserted = insertRows(connection, decided, recordedAt);
        List<OutboxRecord> records = decided.stream()
                .filter(each -> inserted.contains(each.intake().messageId()))
                .map(each -> event(each, recordedAt))
                .toList();
        notices.tell(connection, Notice.Kind.QUEUED, toHandOver(decided, inserted));
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

    private static Set<String> toHandOver(List<Decided> decided, Set<String> inserted) {
        return decided.stream()
                .filter(each -> each.isToHandOver())
                .filter(each -> inserted.contains(each.intake().messageId()))
                .map(each -> each.intake().user())
                .collect(Collectors.toSet());
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

    private static final List<String> COLUMNS = List.of(
            "id",
            "company",
            "event_id",
            "body_hash",
            "person",
            "category",
            "country",
            "state",
            "reason",
            "kids",
            "sealed",
            "expires_at",
            "occurred_at",
            "recorded_at",
            "traceparent",
            "template",
            "due_at");

    /** Repetitions are rare: by COPY, and only where a key is there already again with a statement that leaves it out. */
    private static Set<String> insertRows(Connection connection, List<Decided> decided, Instant recordedAt)
            throws SQLException {
        // Sorted, or two instances that take the same duplicates wait for each other.
        List<Decided> sorted = decided.stream()
                .sorted(Comparator.comparing(each -> each.intake().messageId()))
                .toList();
        BinaryCopy rows = BinaryCopy.of(
                "message",
                COLUMNS,
                sorted,
                (row, each) -> row.text(each.intake().messageId())
                        .text(each.intake().company())
                        .text(each.intake().eventId())
                        .bytes(each.intake().bodyHash())
                        .text(each.intake().user())
                        .text(each.intake().category().code())
                        .text(each.country())
                        .text(state(each).code())
                        .text(reason(each))
                        .text(body(each, each.intake().kids()))
                        .text(body(each, each.intake().sealed()))
                        .time(each.expiresAt())
                        .time(each.intake().now())
                        .time(recordedAt)
                        .text(each.intake().traceparent())
                        .text(each.intake().terms().template())
                        .time(each.dueAt()));
        return rows.intoUnlessRepeated(connection)
                ? sorted.stream().map(each -> each.intake().messageId()).collect(Collectors.toSet())
                : insertNew(connection, sorted, recordedAt);
    }

    private static Set<String> insertNew(Connection connection, List<Decided> sorted, Instant recordedAt)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into message (id, company, event_id,"
                + " body_hash, person, category, country, state, reason, kids, sealed, expires_at, occurred_at, traceparent, template, due_at, recorded_at)"
                + " select *, ?::timestamptz from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[],"
                + " ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::timestamptz[])"
                + " on conflict do nothing returning id")) {
            insert.setObject(1, Timestamp.from(recordedAt));
            insert.setArray(2, texts(connection, sorted, each -> each.intake().messageId()));
            insert.setArray(3, texts(connection, sorted, each -> each.intake().company()));
            insert.setArray(4, texts(connection, sorted, each -> each.intake().eventId()));
            insert.setArray(5, hashes(connection, sorted));
            insert.setArray(6, texts(connection, sorted, each -> each.intake().user()));
            insert.setArray(
                    7,
                    texts(connection, sorted, each -> each.intake().category().code()));
            insert.setArray(8, texts(connection, sorted, Decided::country));
            insert.setArray(9, texts(connection, sorted, each -> state(each).code()));
            insert.setArray(10, texts(connection, sorted, GateStore::reason));
            insert.setArray(
                    11,
                    texts(connection, sorted, each -> body(each, each.intake().kids())));
            insert.setArray(
                    12,
                    texts(connection, sorted, each -> body(each, each.intake().sealed())));
            insert.setArray(13, times(connection, sorted, each -> each.expiresAt()));
            insert.setArray(14, times(connection, sorted, each -> each.intake().now()));
            insert.setArray(15, texts(connection, sorted, each -> each.intake().traceparent()));
            insert.setArray(
                    16, texts(connection, sorted, each -> each.intake().terms().template()));
            insert.setArray(17, times(connection, sorted, Decided::dueAt));
            Set<String> inserted = new HashSet<>();
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    inserted.add(row.getString(1));
                }
            }
            return inserted;
        }
    }

    private static Array texts(Connection connection, List<Decided> decided, Function<Decided, @Nullable String> column)
            throws SQLException {
        return array(connection, "text", decided, column);
    }

    private static Array times(
            Connection connection, List<Decided> decided, Function<Decided, @Nullable Instant> column)
            throws SQLException {
        return array(connection, "timestamptz", decided, each -> {
            Instant time = column.apply(each);
            return time == null ? null : Timestamp.from(time);
        });
    }

    private static <T> Array array(
            Connection connection, String type, List<Decided> decided, Function<Decided, @Nullable T> column)
            throws SQLException {
        return connection.createArrayOf(type, decided.stream().map(column).toArray());
    }

    /** The driver takes bytes only in an array of their own type. */
    private static Array hashes(Connection connection, List<Decided> decided) throws SQLException {
        return connection.createArrayOf(
                "bytea", decided.stream().map(each -> each.intake().bodyHash()).toArray(byte[][]::new));
    }

    private static MessageState state(Decided decided) {
        return switch (decided.decision()) {
            case Decision.Send _ -> decided.dueAt() == null ? MessageState.QUEUED : MessageState.SCHEDULED;
            case Decision.Suppress _ -> MessageState.SUPPRESSED;
            case Decision.Expire _ -> MessageState.EXPIRED;
        };
    }

    private static @Nullable String reason(Decided decided) {
        return decided.decision() instanceof Decision.Suppress(var reason, var unused) ? reason.code() : null;
    }

    /** Only what may still be delivered is kept. */
    private static @Nullable String body(Decided decided, List<String> words) {
        return decided.decision() instanceof Decision.Send ? String.join(" ", words) : null;
    }

    private OutboxRecord event(Decided decided, Instant recordedAt) {
        Intake intake = decided.intake();
        String reason = reason(decided);
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
