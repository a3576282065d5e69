package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import io.assent.notification.dispatch.Permission;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The directory of public keys, and the permission by which it is opened. */
@Singleton
public class KeyStore {
    private final Database database;

    public KeyStore(Database database) {
        this.database = database;
    }

    /** @param jwk as JSON */
    public record DeviceKey(String device, String kid, String jwk) {}

    public void putCompanyKey(String company, String jwk) {
        database.transact(connection -> execute(
                connection,
                "insert into company_key (company, jwk) values (?, ?) on conflict (company) do update set jwk = excluded.jwk",
                company,
                jwk));
    }

    public Optional<String> companyKey(String company) {
        return keys("select '', '', jwk from company_key where company = ?", company).stream()
                .findFirst()
                .map(DeviceKey::jwk);
    }

    /** The current ones. */
    public List<DeviceKey> deviceKeys(String person) {
        return keys("select device, kid, jwk from device_key where person = ? order by device", person);
    }

    public Permission permission(String person, String company) {
        return database.transact(connection -> permission(connection, person, company));
    }

    static Permission permission(Connection connection, String person, String company) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select state, purposes, blocked from permission where person = ? and company = ? for share")) {
            select.setString(1, person);
            select.setString(2, company);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? RecipientStore.permission(row, 1) : Permission.NONE;
            }
        }
    }

    private List<DeviceKey> keys(String sql, String id) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, id);
                List<DeviceKey> keys = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        keys.add(new DeviceKey(row.getString(1), row.getString(2), row.getString(3)));
                    }
                }
                return keys;
            }
        });
    }

    private static int execute(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
