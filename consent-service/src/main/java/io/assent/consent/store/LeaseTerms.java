package io.assent.consent.store;

import io.assent.base.EventTime;
import io.assent.consent.ConsentConfig;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Relay;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How long a feed may rely on what it knew. The terms are published in every partition of the log, so that feeds and
 * commit wait cannot be configured differently; shorter terms do not shorten the wait, since an old feed may still run.
 */
@Singleton
public class LeaseTerms {
    private final Database database;
    private final ConsentEvents events;
    private final Relay relay;
    private final EventTime time;
    private final long wantedMillis;

    public LeaseTerms(Database database, ConsentEvents events, Relay relay, EventTime time, ConsentConfig config) {
        this.database = database;
        this.events = events;
        this.relay = relay;
        this.time = time;
        this.wantedMillis = config.leaseMillis();
    }

    /**
     * The longest terms that a feed may know by now. Asked after a state was published: longer terms that come later stand
     * behind that state in the log, so who follows them has applied it.
     */
    Duration longest() {
        return Duration.ofMillis(database.transact(LeaseTermsRows::longestMillis));
    }

    void publish(@Observes @Priority(5) StartupEvent event) {
        database.transact(connection -> {
            publishWhenNew(connection);
            return wantedMillis;
        });
        relay.wake();
    }

    private void publishWhenNew(Connection connection) throws SQLException {
        LeaseTermsRows.lock(connection);
        if (LeaseTermsRows.latest(connection)
                .filter(terms -> terms.leaseMillis() == wantedMillis)
                .isEmpty()) {
            LeaseTermsRows.Terms terms = LeaseTermsRows.insert(connection, wantedMillis, time.wall());
            Lanes lanes = new Lanes();
            for (int shard = 0; shard < ConsentCommand.SHARDS; shard++) {
                lanes.add(shard, events.leaseTerms(shard, terms));
            }
            lanes.append(connection);
        }
    }
}
