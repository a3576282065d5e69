package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;

/** Where devices are woken. An endpoint is a secret between a device and its push service: it is shown to nobody. */
@Singleton
public class PushStore {
    private final Database database;

    public PushStore(Database database) {
        this.database = database;
    }

    /** Replaces an earlier endpoint, with what it was to be sent: what still waits wakes the new one. */
    public void subscribe(String person, String device, String endpoint) {
        database.transact(connection -> {
            try (PreparedStatement delete = connection.prepareStatement(
                            "delete from push_subscription where device = ? and (person, endpoint) <> (?, ?)");
                    PreparedStatement insert = connection.prepareStatement("insert into push_subscription"
                            + " (device, person, endpoint) values (?, ?, ?) on conflict (device)"
                            + " do update set person = excluded.person, endpoint = excluded.endpoint")) {
                for (PreparedStatement statement : new PreparedStatement[] {delete, insert}) {
                    statement.setString(1, device);
                    statement.setString(2, person);
                    statement.setString(3, endpoint);
                    statement.executeUpdate();
                }
                return true;
            }
        });
    }

    public void unsubscribe(String person, String device) {
        database.transact(connection -> {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from push_subscription where device = ? and person = ?")) {
                delete.setString(1, device);
                delete.setString(2, person);
                return delete.executeUpdate();
            }
        });
    }
}
