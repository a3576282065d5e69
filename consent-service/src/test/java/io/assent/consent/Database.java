package io.assent.consent;

import io.assent.servers.ServersTestResource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The service's database, behind its back. */
final class Database {
    private Database() {}

    static int execute(String sql, Object... values) {
        try (Connection connection = ServersTestResource.servers().superuser(ServersTestResource.database());
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.execute() ? 0 : statement.getUpdateCount();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of the first row. */
    static String value(String sql, Object... values) {
        try (Connection connection = ServersTestResource.servers().superuser(ServersTestResource.database());
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? String.valueOf(row.getString(1)) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
