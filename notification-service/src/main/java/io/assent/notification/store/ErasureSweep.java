package io.assent.notification.store;

import io.assent.base.EventTime;
import io.assent.base.kafka.ErasureReports;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.OutboxRecord;
import io.assent.exactlyonce.Relay;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes erased people out of messages that have ended and deletes their chats, for all waiting erasures in one pass: there is no index by person, since
 * it would make every message dearer. A message keeps its outcome, for its company and for the bill, under the id of the erasure.
 */
@Singleton
public class ErasureSweep {
    private static final int GROUP = 500;
    private static final int LANE = 0;

    private final Database database;
    private final ErasureReports reports;
    private final EventTime time;
    private final Relay relay;

    public ErasureSweep(Database database, ErasureReports reports, EventTime time, Relay relay) {
        this.database = database;
        this.reports = reports;
        this.time = time;
        this.relay = relay;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        if (database.transact(this::erase) > 0) {
            relay.wake();
        }
    }

    private int erase(Connection connection) throws SQLException {
        List<String> ids = take(connection);
        if (!ids.isEmpty()) {
            for (String statement : List.of(
                    "update message set person = 'erased-' || erasure.id from erasure where erasure.id = any (?)"
                            + " and message.person = erasure.person and message.inbox <= erasure.messages_until",
                    "delete from chat using erasure where erasure.id = any (?)"
                            + " and chat.person = erasure.person and chat.position <= erasure.chats_until",
                    "delete from reached using erasure where erasure.id = any (?) and reached.person = erasure.person",
                    "update erasure set person = null where id = any (?)")) {
                try (PreparedStatement erase = connection.prepareStatement(statement)) {
                    erase.setArray(1, Sql.texts(connection, ids));
                    erase.executeUpdate();
                }
            }
            List<OutboxRecord> done =
                    ids.stream().map(id -> reports.completed(id, time.wall())).toList();
            Outbox.append(connection, LANE, done);
        }
        return ids.size();
    }

    private static List<String> take(Connection connection) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(
                "select id from erasure where person is not null" + " order by id limit ? for update skip locked")) {
            take.setInt(1, GROUP);
            List<String> ids = new ArrayList<>();
            try (ResultSet row = take.executeQuery()) {
                while (row.next()) {
                    ids.add(row.getString(1));
                }
            }
            return ids;
        }
    }
}
