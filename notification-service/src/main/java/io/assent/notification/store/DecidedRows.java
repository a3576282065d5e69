package io.assent.notification.store;

import io.assent.exactlyonce.BinaryCopy;
import io.assent.notification.dispatch.Decision;
import io.assent.notification.store.GateStore.Decided;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the gate decided, as rows; one statement a batch. */
final class DecidedRows {
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

    private DecidedRows() {}

    /**
     * Repetitions are rare: by COPY, and only where a key is there already again with a statement that leaves it out.
     *
     * @return the ids that were new
     */
    static Set<String> insert(Connection connection, List<Decided> decided, Instant recordedAt) throws SQLException {
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
                        .text(each.state().code())
                        .text(each.reason())
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
            insert.setArray(9, texts(connection, sorted, each -> each.state().code()));
            insert.setArray(10, texts(connection, sorted, Decided::reason));
            insert.setArray(
                    11,
                    texts(connection, sorted, each -> body(each, each.intake().kids())));
            insert.setArray(
                    12,
                    texts(connection, sorted, each -> body(each, each.intake().sealed())));
            insert.setArray(13, times(connection, sorted, Decided::expiresAt));
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

    /** Only what may still be delivered is kept. */
    private static @Nullable String body(Decided decided, List<String> words) {
        return decided.decision() instanceof Decision.Send ? String.join(" ", words) : null;
    }
}
