package io.assent.notification.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Until when companies may chat with people who wrote to them, or followed an ad of theirs. */
final class WindowRows {
    private WindowRows() {}

    private record Pair(String person, String company) {}

    /** Windows of a batch. */
    record Windows(Map<Pair, Instant> until) {
        @Nullable
        Instant of(Candidate candidate) {
            return until.get(new Pair(candidate.user(), candidate.company()));
        }
    }

    static Windows read(Connection connection, Collection<Candidate> candidates) throws SQLException {
        List<Candidate> chats = List.copyOf(candidates);
        Map<Pair, Instant> until = new HashMap<>();
        if (!chats.isEmpty()) {
            try (PreparedStatement select = connection.prepareStatement("select person, company, open_until"
                    + " from chat_window where (person, company) in (select * from unnest(?::text[], ?::text[]))")) {
                select.setArray(
                        1,
                        Sql.texts(
                                connection, chats.stream().map(Candidate::user).toList()));
                select.setArray(
                        2,
                        Sql.texts(
                                connection,
                                chats.stream().map(Candidate::company).toList()));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        until.put(
                                new Pair(row.getString(1), row.getString(2)),
                                row.getTimestamp(3).toInstant());
                    }
                }
            }
        }
        return new Windows(until);
    }

    /** A window that something opens which the person did. */
    record Opening(String person, String company, Instant until) {}

    /** One that ends earlier, or comes late, does not shorten what is open. In an order, or two could wait for each other. */
    static void open(Connection connection, Collection<Opening> openings) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "insert into chat_window as known (person, company, open_until) values (?, ?, ?)"
                        + " on conflict (person, company) do update"
                        + " set open_until = greatest(known.open_until, excluded.open_until)")) {
            List<Opening> sorted = openings.stream()
                    .sorted(Comparator.comparing(Opening::person).thenComparing(Opening::company))
                    .toList();
            for (Opening opening : sorted) {
                upsert.setString(1, opening.person());
                upsert.setString(2, opening.company());
                upsert.setTimestamp(3, Timestamp.from(opening.until()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
