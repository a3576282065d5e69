package io.assent.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.servers.PostgresServer;
import io.assent.servers.ServersTestResource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** An upgrade of a database with consents in it. */
class MigrationTest {
    private static final String DATABASE = "migrated";

    @Test
    void whatWasAskedBeforeRequestsHadAnEndIsCountedAndLapses() throws SQLException {
        ServersTestResource.servers().createDatabase(DATABASE);
        migrate("1");
        try (Connection connection = ServersTestResource.servers().superuser(DATABASE)) {
            insert(connection, "p-1", "shop", 3, "requested");
            insert(connection, "p-2", "shop", 3, "requested");
            insert(connection, "p-3", "shop", 4, "requested");
            insert(connection, "p-4", "shop", 4, "accepted");
            insert(connection, "p-1", "ads", 3, "requested");
            migrate("2");

            assertThat(rows(connection, "select company, shard, open from open_requests order by shard"))
                    .containsExactly("shop 3 2", "shop 4 1");
            assertThat(rows(
                            connection,
                            "select person, counterpart, to_char(due_at at time zone 'UTC', 'MM-DD HH24:MI')"
                                    + " from consent_state where request_open or due_at is not null order by 1, 2"))
                    .containsExactly("p-1 shop 04-30 08:15", "p-2 shop 04-30 08:15", "p-3 shop 04-30 08:15");
        }
    }

    private static void migrate(String version) {
        Flyway.configure()
                .dataSource(ServersTestResource.servers().jdbcUrl(DATABASE), DATABASE, PostgresServer.PASSWORD)
                .locations("db/exactly-once", "db/migration")
                .outOfOrder(true)
                .target(version)
                .load()
                .migrate();
    }

    private static void insert(Connection connection, String person, String counterpart, int shard, String state)
            throws SQLException {
        try (var insert = connection.prepareStatement("insert into consent_state values (?, ?, ?, 1, ?, 0, false)")) {
            insert.setString(1, person);
            insert.setString(2, counterpart);
            insert.setInt(3, shard);
            insert.setString(4, "{\"state\":\"%s\",\"occurredAt\":\"2026-03-31T08:15:30Z\"}".formatted(state));
            insert.executeUpdate();
        }
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (var select = connection.createStatement();
                ResultSet row = select.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
            }
            return rows;
        }
    }
}
