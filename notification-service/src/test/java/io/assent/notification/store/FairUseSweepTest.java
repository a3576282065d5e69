package io.assent.notification.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.assent.servers.ServersTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersTestResource.class)
class FairUseSweepTest {
    @Inject
    FairUseSweep sweep;

    @Test
    void whatNoLimitAsksForAnyMoreIsDeleted() throws Exception {
        try (Connection connection = ServersTestResource.servers().superuser(ServersTestResource.database())) {
            execute(
                    connection,
                    "insert into quality_day select 'swept', (now() at time zone 'utc')::date - days, 0, 1, 0"
                            + " from unnest(array[0, 6, 7, 30]) as days");
            execute(
                    connection,
                    "insert into reached values ('swept', 'lately', now() - interval '23 hours'),"
                            + " ('swept', 'before', now() - interval '25 hours')");
            execute(
                    connection,
                    "insert into chat_window values ('open', 'swept', now() + interval '1 minute'),"
                            + " ('closed', 'swept', now() - interval '1 minute')");

            sweep.sweep();

            assertThat(texts(connection, "((now() at time zone 'utc')::date - day)::text from quality_day"))
                    .isEqualTo("0 6");
            assertThat(texts(connection, "person from reached")).isEqualTo("lately");
            assertThat(texts(connection, "person from chat_window")).isEqualTo("open");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String texts(Connection connection, String what) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select string_agg(text, ' ' order by text) from (select " + what
                        + " where company = 'swept') as row (text)")) {
            row.next();
            return row.getString(1);
        }
    }
}
