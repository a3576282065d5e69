package io.assent.ad.store;

import io.assent.base.EventTime;
import io.assent.base.kafka.ErasureReports;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.Relay;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Deletes what the database holds on an erased person, and tells of it: every instance reads the log, one does it, once. */
@Singleton
public class ErasureStore {
    private static final int LANE = 0;

    private final Database database;
    private final ErasureReports reports;
    private final EventTime time;
    private final Relay relay;

    public ErasureStore(Database database, ErasureReports reports, EventTime time, Relay relay) {
        this.database = database;
        this.reports = reports;
        this.time = time;
        this.relay = relay;
    }

    public void erase(String erasure, String user) {
        boolean first = database.transact(connection -> {
            boolean isNew =
                    update(connection, "insert into erasure (id) values (?) on conflict do nothing", erasure) == 1;
            if (isNew) {
                update(connection, "delete from view_report where viewer = ?", user);
                Outbox.append(connection, LANE, List.of(reports.completed(erasure, time.wall())));
            }
            return isNew;
        });
        if (first) {
            relay.wake();
        }
    }

    private static int update(Connection connection, String sql, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            return statement.executeUpdate();
        }
    }
}
