package io.assent.notification.store;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import io.assent.exactlyonce.Database;
import io.assent.notification.sealing.KeyPublication;
import io.assent.notification.sealing.KeyState;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that a device has and had. */
@Singleton
public class DeviceKeyStore {
    /** So many former keys of a device are shown, the newest. */
    private static final int SHOWN = 500;

    private final Database database;

    public DeviceKeyStore(Database database) {
        this.database = database;
    }

    /** @param until null of the current key; of another from when on senders were no longer given it */
    public record Entry(
            String kid,
            KeyState state,
            Instant since,
            @Nullable Instant until) {}

    /** Makes it the current key of the device, unless it may not be. */
    public KeyPublication.Result publish(String person, String device, ECKey key, Instant now) {
        String thumbprint = thumbprint(key);
        return database.transact(connection -> {
            lock(connection, person);
            KeyPublication.Result result = KeyPublication.decide(
                    known(connection, person, key.getKeyID(), thumbprint), device, key.getKeyID(), thumbprint);
            if (result instanceof KeyPublication.Result.Rotates) {
                rotate(connection, device, now);
                insert(connection, person, device, key, now);
            }
            return result;
        });
    }

    /** The current one first, then from the newest to the oldest. */
    public List<Entry> history(String person, String device) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select kid, 'current', since, null::timestamptz"
                            + " from device_key where device = ? and person = ? union all (select kid, state, since, until"
                            + " from former_device_key where device = ? and person = ? order by until desc, since desc limit ?)")) {
                select.setString(1, device);
                select.setString(2, person);
                select.setString(3, device);
                select.setString(4, person);
                select.setInt(5, SHOWN);
                List<Entry> entries = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Timestamp until = row.getTimestamp(4);
                        entries.add(new Entry(
                                row.getString(1),
                                KeyState.of(row.getString(2)),
                                row.getTimestamp(3).toInstant(),
                                until == null ? null : until.toInstant()));
                    }
                }
                return entries;
            }
        });
    }

    /** The keys of a person are changed by one at a time; taken before any other lock. */
    static void lock(Connection connection, String person) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("select pg_advisory_xact_lock(hashtext('device-keys'), hashtext(?))")) {
            lock.setString(1, person);
            lock.execute();
        }
    }

    private static List<KeyPublication.Known> known(Connection connection, String person, String kid, String thumbprint)
            throws SQLException {
        List<KeyPublication.Known> known = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select device, jwk from device_key where person = ?")) {
            select.setString(1, person);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    ECKey key = parsed(row.getString(2));
                    known.add(new KeyPublication.Known(
                            row.getString(1), key.getKeyID(), thumbprint(key), KeyState.CURRENT));
                }
            }
        }
        try (PreparedStatement select =
                connection.prepareStatement("select device, kid, thumbprint, state from former_device_key"
                        + " where person = ? and (kid = ? or thumbprint = ?)")) {
            select.setString(1, person);
            select.setString(2, kid);
            select.setString(3, thumbprint);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(new KeyPublication.Known(
                            row.getString(1), row.getString(2), row.getString(3), KeyState.of(row.getString(4))));
                }
            }
        }
        return known;
    }

    /** Whoever the device belonged to: one that was handed on has a new key, and its former owner has one fewer. */
    private static void rotate(Connection connection, String device, Instant now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                "delete from device_key where device = ? returning device, person, kid, jwk, since")) {
            delete.setString(1, device);
            retire(connection, delete, KeyState.ROTATED, now);
        }
    }

    /** @param delete returns device, person, kid, jwk and since of current keys */
    static void retire(Connection connection, PreparedStatement delete, KeyState state, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into former_device_key"
                                + " (device, person, kid, thumbprint, since, state, until) values (?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (person, kid, device) do update set state = excluded.state, until = excluded.until");
                ResultSet row = delete.executeQuery()) {
            while (row.next()) {
                insert.setString(1, row.getString(1));
                insert.setString(2, row.getString(2));
                insert.setString(3, row.getString(3));
                insert.setString(4, thumbprint(parsed(row.getString(4))));
                insert.setTimestamp(5, row.getTimestamp(5));
                insert.setString(6, state.code());
                insert.setTimestamp(7, Timestamp.from(now));
                insert.executeUpdate();
            }
        }
    }

    private static void insert(Connection connection, String person, String device, ECKey key, Instant now)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into device_key (device, person, kid, jwk, since) values (?, ?, ?, ?, ?)"
                        + " on conflict (device) do update set person = excluded.person, kid = excluded.kid,"
                        + " jwk = excluded.jwk, since = excluded.since")) {
            insert.setString(1, device);
            insert.setString(2, person);
            insert.setString(3, key.getKeyID());
            insert.setString(4, key.toJSONString());
            insert.setTimestamp(5, Timestamp.from(now));
            insert.executeUpdate();
        }
    }

    private static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static ECKey parsed(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("only keys were stored", e);
        }
    }
}
