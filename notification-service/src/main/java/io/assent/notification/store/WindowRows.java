package io.assent.notification.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Until when companies may chat with people who wrote to them. */
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

    /** Each message of the person opens it anew; an earlier one that comes late does not shorten it. */
    static void open(Connection connection, String person, String company, Instant until) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "insert into chat_window (person, company, open_until) values (?, ?, ?)"
                        + " on conflict (person, company) do update set open_until = greatest(chat_window.open_until, excluded.open_until)")) {
            upsert.setString(1, person);
            upsert.setString(2, company);
            upsert.setTimestamp(3, Timestamp.from(until));
            upsert.executeUpdate();
        }
    }
}
