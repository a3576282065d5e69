package io.assent.consent.store;

import io.assent.consent.age.AgeBand;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ages of people. No lock but a row's own is taken here, so that who decides never waits for the messenger's topic. */
final class AgeRows {
    private AgeRows() {}

    /** Who is not known is left out. */
    static Map<String, AgeStore.Age> select(Connection connection, Collection<String> people) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select person, band, version from person_age where person = any (?)")) {
            select.setArray(1, connection.createArrayOf("text", people.toArray()));
            Map<String, AgeStore.Age> ages = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    AgeBand band = AgeBand.of(row.getString(2)).orElseThrow();
                    ages.put(row.getString(1), new AgeStore.Age(row.getString(1), band, row.getLong(3)));
                }
            }
            return ages;
        }
    }

    static void upsert(Connection connection, List<AgeStore.Age> ages) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(
                "insert into person_age (person, band, version) values (?, ?, ?) on conflict (person) do update"
                        + " set band = excluded.band, version = excluded.version where person_age.version < excluded.version")) {
            for (AgeStore.Age age : ages) {
                upsert.setString(1, age.person());
                upsert.setString(2, age.band().code());
                upsert.setLong(3, age.version());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    static void delete(Connection connection, String person) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from person_age where person = ?")) {
            delete.setString(1, person);
            delete.executeUpdate();
        }
    }
}
