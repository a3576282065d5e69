package io.assent.notification.store;

import io.assent.notification.dispatch.FairUseRules;
import io.assent.notification.store.PendingRows.Pair;
import io.assent.notification.store.ProjectionStore.ContactState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which companies may reach which people, as the log says. */
final class PermissionRows {
    private PermissionRows() {}

    private record Known(
            long version, boolean accepted, @Nullable Instant leftAt) {
        static final Known NOTHING = new Known(0, false, null);
    }

    /**
     * What changes.
     *
     * @param left the companies that somebody left by it who had let them in, each as often as quality counts it
     */
    record Newer(List<ContactState> states, List<String> left, Map<Pair, Instant> leftAt) {}

    /** The states in their order, without those that are not newer than what is known. */
    static Newer newer(Connection connection, List<ContactState> states, FairUseRules rules) throws SQLException {
        Map<Pair, Known> known = known(connection, states);
        Newer newer = new Newer(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        for (ContactState state : states) {
            Pair pair = pair(state);
            Known before = known.getOrDefault(pair, Known.NOTHING);
            if (state.version() > before.version()) {
                boolean accepted = state.permission().isAccepted();
                boolean counts = before.accepted()
                        && !accepted
                        && rules.at(state.occurredAt()).quality().counts(before.leftAt(), state.occurredAt());
                known.put(pair, new Known(state.version(), accepted, counts ? state.occurredAt() : before.leftAt()));
                newer.states().add(state);
                if (counts) {
                    newer.left().add(state.company());
                    newer.leftAt().put(pair, state.occurredAt());
                }
            }
        }
        return newer;
    }

    private static Map<Pair, Known> known(Connection connection, List<ContactState> states) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select person, company, version,"
                + " state = 'accepted' and not blocked, left_at from permission"
                + " where (person, company) in (select * from unnest(?::text[], ?::text[]))")) {
            select.setArray(
                    1,
                    Sql.texts(
                            connection, states.stream().map(ContactState::user).toList()));
            select.setArray(
                    2,
                    Sql.texts(
                            connection,
                            states.stream().map(ContactState::company).toList()));
            Map<Pair, Known> known = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Timestamp leftAt = row.getTimestamp(5);
                    known.put(
                            new Pair(row.getString(1), row.getString(2)),
                            new Known(row.getLong(3), row.getBoolean(4), leftAt == null ? null : leftAt.toInstant()));
                }
            }
            return known;
        }
    }

    /** The last of each pair; in their order, or two transactions wait for each other. */
    static void write(Connection connection, Newer newer) throws SQLException {
        Map<Pair, ContactState> last =
                new TreeMap<>(Comparator.comparing(Pair::person).thenComparing(Pair::company));
        newer.states().forEach(state -> last.put(pair(state), state));
        try (PreparedStatement upsert = connection.prepareStatement(
                "insert into permission (person, company, state, purposes, blocked, version, left_at) values (?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (person, company) do update set state = excluded.state, purposes = excluded.purposes,"
                        + " blocked = excluded.blocked, version = excluded.version,"
                        + " left_at = coalesce(excluded.left_at, permission.left_at)")) {
            for (Map.Entry<Pair, ContactState> each : last.entrySet()) {
                ContactState state = each.getValue();
                Instant leftAt = newer.leftAt().get(each.getKey());
                upsert.setString(1, state.user());
                upsert.setString(2, state.company());
                upsert.setString(3, state.permission().state());
                upsert.setArray(4, Sql.texts(connection, state.permission().purposes()));
                upsert.setBoolean(5, state.permission().blocked());
                upsert.setLong(6, state.version());
                upsert.setTimestamp(7, leftAt == null ? null : Timestamp.from(leftAt));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    private static Pair pair(ContactState state) {
        return new Pair(state.user(), state.company());
    }
}
