package io.assent.notification;

import io.assent.exactlyonce.Database;
import io.assent.notification.store.ConsentBarrier;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The barrier, with a switch to take it out: only tests have it. */
@Alternative
@Priority(1)
@Singleton
class SwitchableBarrier extends ConsentBarrier {
    private static final Duration WAITED_IN_VAIN = Duration.ofMillis(300);

    static volatile boolean off;

    /** A partition of the consent log that cannot be followed, or -1. */
    static volatile int stands = -1;

    SwitchableBarrier(
            Database database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            NotificationConfig config,
            MeterRegistry meters) {
        super(database, kafka, config, meters);
    }

    @Override
    public Passing passWherePossible(Collection<String> people) {
        if (off) {
            return new Passing(Map.of(), Set.of());
        }
        Passing passing = super.passWherePossible(people);
        if (!passing.passed().containsKey(stands)) {
            return passing;
        }
        LockSupport.parkNanos(WAITED_IN_VAIN.toNanos());
        Map<Integer, Long> others = new HashMap<>(passing.passed());
        others.remove(stands);
        return new Passing(others, Set.of(stands));
    }

    @Override
    public void hold(Connection connection, Map<Integer, Long> offsets) throws SQLException {
        if (!off) {
            super.hold(connection, offsets);
        }
    }
}
