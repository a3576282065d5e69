package io.assent.notification.store;

import io.assent.notification.dispatch.MarketingHistory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Marketing that people were let have. A person's row is locked before it is read, so two gates count one after the other. */
final class MarketingRows {
    private MarketingRows() {}

    /** Locked always in the same order, or two instances wait for each other. */
    static Map<String, MarketingHistory> read(Connection connection, Collection<String> people, boolean locked)
            throws SQLException {
        List<String> sorted = people.stream().sorted().distinct().toList();
        if (sorted.isEmpty()) {
            return Map.of();
        }
        if (locked) {
            insert(connection, sorted);
        }
        try (PreparedStatement select = connection.prepareStatement("select person, companies, times"
                + " from marketing_history where person = any (?) order by person" + (locked ? " for update" : ""))) {
            select.setArray(1, Sql.texts(connection, sorted));
            Map<String, MarketingHistory> histories = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    histories.put(row.getString(1), history(row));
                }
            }
            return histories;
        }
    }

    private static void insert(Connection connection, List<String> people) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into marketing_history (person, companies, times) select person, '{}', '{}'"
                        + " from unnest(?::text[]) as person on conflict do nothing")) {
            insert.setArray(1, Sql.texts(connection, people));
            insert.executeUpdate();
        }
    }

    static void write(Connection connection, Map<String, MarketingHistory> histories) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update marketing_history set companies = ?, times = ? where person = ?")) {
            for (Map.Entry<String, MarketingHistory> each : new TreeMap<>(histories).entrySet()) {
                if (each.getValue().isChanged()) {
                    List<MarketingHistory.Sent> sent = each.getValue().sent();
                    update.setArray(
                            1,
                            Sql.texts(
                                    connection,
                                    sent.stream()
                                            .map(MarketingHistory.Sent::company)
                                            .toList()));
                    update.setArray(
                            2,
                            Sql.times(
                                    connection,
                                    sent.stream().map(MarketingHistory.Sent::at).toList()));
                    update.setString(3, each.getKey());
                    update.addBatch();
                }
            }
            update.executeBatch();
        }
    }

    private static MarketingHistory history(ResultSet row) throws SQLException {
        String[] companies = (String[]) row.getArray(2).getArray();
        Timestamp[] times = (Timestamp[]) row.getArray(3).getArray();
        List<MarketingHistory.Sent> sent = new ArrayList<>();
        for (int i = 0; i < companies.length; i++) {
            sent.add(new MarketingHistory.Sent(companies[i], times[i].toInstant()));
        }
        return new MarketingHistory(sent);
    }
}
