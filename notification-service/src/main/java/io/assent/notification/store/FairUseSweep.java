package io.assent.notification.store;

import io.assent.exactlyonce.Database;
import io.assent.notification.dispatch.FairUse;
import io.assent.notification.dispatch.FairUseRules;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/** Deletes what no limit asks for any more. Without an index, which would make counting dearer: so it is done seldom. */
@Singleton
class FairUseSweep {
    private static final int GROUP = 5_000;

    private final Database database;
    private final FairUseRules rules;
    private final Expiry expiry;

    FairUseSweep(Database database, FairUseRules rules, Expiry expiry) {
        this.database = database;
        this.rules = rules;
        this.expiry = expiry;
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        expiry.now().ifPresent(now -> {
            delete("quality_day", "day <= ?", furthestBack(now));
            delete("reached", "since <= ?", Timestamp.from(now.minus(FairUse.DAY)));
            delete("chat_window", "open_until <= ?", Timestamp.from(now));
        });
    }

    /** To which no rule looks back, not even one that is yet to hold. */
    private LocalDate furthestBack(Instant now) {
        return rules.all().stream()
                .map(limits -> limits.quality().back(now))
                .min(Comparator.naturalOrder())
                .orElseGet(() -> FairUse.unlimited().quality().back(now));
    }

    /** Some at a time, and what somebody holds with the next sweep: the gate does not wait for it. */
    private void delete(String table, String condition, Object bound) {
        int deleted;
        do {
            deleted = database.transact(connection -> {
                try (PreparedStatement delete = connection.prepareStatement("delete from " + table
                        + " where ctid = any (array(select ctid from " + table + " where " + condition
                        + " limit ? for update skip locked))")) {
                    delete.setObject(1, bound);
                    delete.setInt(2, GROUP);
                    return delete.executeUpdate();
                }
            });
        } while (deleted == GROUP);
    }
}
