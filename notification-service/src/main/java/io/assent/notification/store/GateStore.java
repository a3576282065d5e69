package io.assent.notification.store;

import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.notification.delivery.MessageState;
import io.assent.notification.dispatch.Decision;
import io.assent.notification.dispatch.Permission;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the gate reads and writes, each with one statement a batch. */
@Singleton
public class GateStore {
    private final DeliveryEvents events;

    public GateStore(DeliveryEvents events) {
        this.events = events;
    }

    /** The recipient of a request, as far as it is known. */
    public record Recipient(@Nullable String country, Permission permission, Set<String> kids) {}

    /** A decided request. */
    public record Decided(
            Intake intake, Decision decision, @Nullable String country) {}

    public Set<String> knownCompanies(Connection connection, Collection<String> companies) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select id from company where id = any (?)")) {
            select.setArray(1, Sql.texts(connection, companies));
            Set<String> known = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(row.getString(1));
                }
            }
            return known;
        }
    }

    /** In the order of the requests. */
    public List<Recipient> recipients(Connection connection, List<Intake> requests) throws SQLException {
        Map<String, Set<String>> kids = kids(connection, requests);
        try (PreparedStatement select = connection.prepareStatement(
                "select request.person, person.country, permission.state, permission.purposes, permission.blocked"
                        + " from unnest(?::text[], ?::text[]) with ordinality as request (person, company, n)"
                        + " left join person on person.id = request.person left join permission"
                        + " on permission.person = request.person and permission.company = request.company order by n")) {
            select.setArray(
                    1, Sql.texts(connection, requests.stream().map(Intake::user).toList()));
            select.setArray(
                    2,
                    Sql.texts(connection, requests.stream().map(Intake::company).toList()));
            List<Recipient> recipients = new ArrayList<>(requests.size());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    recipients.add(new Recipient(
                            row.getString(2), permission(row, 3), kids.getOrDefault(row.getString(1), Set.of())));
                }
            }
            return recipients;
        }
    }

    static Permission permission(ResultSet row, int first) throws SQLException {
        if (row.getString(first) == null) {
            return Permission.NONE;
        }
        String[] purposes = (String[]) row.getArray(first + 1).getArray();
        return new Permission(row.getString(first), Set.of(purposes), row.getBoolean(first + 2));
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
        if (!records.isEmpty()) {
            Outbox.append(connection, lane, records);
        }
        return decided.stream()
                .map(each -> each.intake().messageId())
                .filter(id -> !inserted.contains(id))
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

    private static Set<String> insertRows(Connection connection, List<Decided> decided, Instant recordedAt)
            throws SQLException {
        // Sorted, or two instances that take the same duplicates wait for each other.
        List<Decided> sorted = decided.stream()
                .sorted(java.util.Comparator.comparing(each -> each.intake().messageId()))
                .toList();
        try (PreparedStatement insert = connection.prepareStatement("insert into message (id, company, event_id,"
                + " body_hash, person, category, country, state, reason, kids, sealed, expires_at, occurred_at, recorded_at)"
                + " select *, ?::timestamptz from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[],"
                + " ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])"
                + " on conflict do nothing returning id")) {
            insert.setObject(1, java.sql.Timestamp.from(recordedAt));
            setText(connection, insert, 2, sorted, each -> each.intake().messageId());
            setText(connection, insert, 3, sorted, each -> each.intake().company());
            setText(connection, insert, 4, sorted, each -> each.intake().eventId());
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "bytea",
                            sorted.stream()
                                    .map(each -> each.intake().bodyHash())
                                    .toArray(byte[][]::new)));
            setText(connection, insert, 6, sorted, each -> each.intake().user());
            setText(
                    connection,
                    insert,
                    7,
                    sorted,
                    each -> each.intake().category().code());
            setText(connection, insert, 8, sorted, Decided::country);
            setText(connection, insert, 9, sorted, each -> state(each).code());
            setText(connection, insert, 10, sorted, GateStore::reason);
            setText(
                    connection,
                    insert,
                    11,
                    sorted,
                    each -> body(each, each.intake().kids()));
            setText(
                    connection,
                    insert,
                    12,
                    sorted,
                    each -> body(each, each.intake().sealed()));
            insert.setArray(
                    13,
                    Sql.times(
                            connection,
                            sorted.stream()
                                    .map(each -> each.intake().expiresAt())
                                    .toList()));
            insert.setArray(
                    14,
                    Sql.times(
                            connection,
                            sorted.stream().map(each -> each.intake().now()).toList()));
            Set<String> inserted = new HashSet<>();
            try (ResultSet row = insert.executeQuery()) {
                while (row.next()) {
                    inserted.add(row.getString(1));
                }
            }
            return inserted;
        }
    }

    private static void setText(
            Connection connection,
            PreparedStatement statement,
            int index,
            List<Decided> decided,
            java.util.function.Function<Decided, @Nullable String> column)
            throws SQLException {
        Object[] values = new Object[decided.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(decided.get(i));
        }
        statement.setArray(index, connection.createArrayOf("text", values));
    }

    private static MessageState state(Decided decided) {
        return switch (decided.decision()) {
            case Decision.Send _ -> MessageState.QUEUED;
            case Decision.Suppress _ -> MessageState.SUPPRESSED;
            case Decision.Expire _ -> MessageState.EXPIRED;
        };
    }

    private static @Nullable String reason(Decided decided) {
        return decided.decision() instanceof Decision.Suppress(var reason) ? reason.code() : null;
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
                        reason == null ? null : Boolean.FALSE,
                        intake.now(),
                        recordedAt));
    }

    private static Map<String, Set<String>> kids(Connection connection, List<Intake> requests) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select person, kid from device_key where person = any (?)")) {
            select.setArray(
                    1, Sql.texts(connection, requests.stream().map(Intake::user).collect(Collectors.toSet())));
            Map<String, Set<String>> kids = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    kids.computeIfAbsent(row.getString(1), _ -> new HashSet<>()).add(row.getString(2));
                }
            }
            return kids;
        }
    }
}
