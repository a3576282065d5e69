package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys by which listening devices are found. */
@Singleton
public class ListeningKeys {
    /** Former keys of a device for which it is still handed messages, the newest. */
    private static final int FORMER = 50;

    private final Database database;

    public ListeningKeys(Database database) {
        this.database = database;
    }

    /** A device, as the one of this person. */
    public record Owned(String person, String device) {}

    /** @param device that is asked for, with its person: a row of the statement */
    static String of(String device) {
        return "select kid from device_key where device_key.device = %1$s.device and device_key.person = %1$s.person"
                        .formatted(device)
                + " union all (select kid from former_device_key as former where former.device = %1$s.device"
                        .formatted(device)
                + " and former.person = %1$s.person and former.state = 'rotated' order by until desc limit %2$d)"
                        .formatted(device, FORMER);
    }

    /** Those that were not revoked, the current one first; a device without any is left out. One statement. */
    public Map<Owned, List<String>> of(Collection<Owned> devices) {
        return database.transact(connection -> {
            try (PreparedStatement select = connection.prepareStatement("select asked.person, asked.device, usable.kid"
                    + " from unnest(?::text[], ?::text[]) as asked (person, device) cross join lateral ("
                    + of("asked") + ") as usable")) {
                select.setArray(
                        1,
                        Sql.texts(
                                connection, devices.stream().map(Owned::person).toList()));
                select.setArray(
                        2,
                        Sql.texts(
                                connection, devices.stream().map(Owned::device).toList()));
                Map<Owned, List<String>> kids = new HashMap<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        kids.computeIfAbsent(new Owned(row.getString(1), row.getString(2)), _ -> new ArrayList<>())
                                .add(row.getString(3));
                    }
                }
                return kids;
            }
        });
    }
}
