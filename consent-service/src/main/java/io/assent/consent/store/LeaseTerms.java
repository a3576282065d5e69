package io.assent.consent.store;

import io.assent.base.EventTime;
import io.assent.consent.ConsentConfig;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Outbox;
import io.assent.exactlyonce.Relay;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How long a feed may rely on what it knew. The terms are published in every partition of the log, so that feeds and
 * commit wait cannot be configured differently; shorter terms do not shorten the wait, since an old feed may still run.
 */
@Singleton
public class LeaseTerms {
    private final Database database;
    private final ConsentEvents events;
    private final EntryJson json;
    private final Relay relay;
    private final EventTime time;
    private final long wantedMillis;
    private volatile Duration longest;

    public LeaseTerms(
            Database database,
            ConsentEvents events,
            EntryJson json,
            Relay relay,
            EventTime time,
            ConsentConfig config) {
        this.database = database;
        this.events = events;
        this.json = json;
        this.relay = relay;
        this.time = time;
        this.wantedMillis = config.leaseMillis();
        this.longest = Duration.ofMillis(wantedMillis);
    }

    Duration longest() {
        return longest;
    }

    void publish(@Observes @Priority(5) StartupEvent event) {
        long longestMillis = database.transact(connection -> {
            publishWhenNew(connection);
            return longestMillis(connection);
        });
        longest = Duration.ofMillis(longestMillis);
        relay.wake();
    }

    private void publishWhenNew(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into lease_terms (lease_millis) values (?) on conflict do nothing returning version")) {
            insert.setLong(1, wantedMillis);
            try (ResultSet row = insert.executeQuery()) {
                if (row.next()) {
                    long version = row.getLong(1);
                    String terms = json.write(Map.of("leaseMillis", wantedMillis, "version", version));
                    for (int shard = 0; shard < ConsentCommand.SHARDS; shard++) {
                        Outbox.append(
                                connection, shard, List.of(events.leaseTerms(shard, version, time.wall(), terms)));
                    }
                }
            }
        }
    }

    private static long longestMillis(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select max(lease_millis) from lease_terms");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
