package io.assent.notification.store;

import io.assent.exactlyonce.BarrierException;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Partitions;
import io.assent.exactlyonce.ProjectionPositions;
import io.assent.exactlyonce.ReadBarrier;
import io.assent.notification.NotificationConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Makes sure that a decision knows every revocation that was acknowledged before it was asked for. */
@Singleton
public class ConsentBarrier {
    public static final String TOPIC = "consent.events";
    public static final String PROJECTION = "consent-projection";
    private static final int PARTITIONS = 24;

    private final ReadBarrier barrier;
    private final ProjectionPositions positions;
    private final NotificationConfig config;
    private final Timer waits;

    public ConsentBarrier(
            Database database,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            NotificationConfig config,
            MeterRegistry meters) {
        this.barrier = new ReadBarrier(TOPIC, "notification-" + config.instance(), kafka);
        this.positions = new ProjectionPositions(PROJECTION, database, TOPIC);
        this.config = config;
        this.waits = Timer.builder("assent.barrier.wait")
                .publishPercentileHistogram()
                .register(meters);
    }

    @PreDestroy
    void close() {
        barrier.close();
    }

    /** For the projection in this instance: what it has committed. */
    public void advanced(Map<TopicPartition, Long> committed) {
        positions.advanced(committed);
    }

    /**
     * @param passed offsets of no-ops that the projection has passed, by partition
     * @param behind partitions in which it did not do so in time, as where it stands still
     */
    public record Passing(Map<Integer, Long> passed, Set<Integer> behind) {}

    /**
     * Writes no-ops to the people's partitions of the consent log and waits until the projection has passed them.
     *
     * @throws BarrierException when that fails in time: hold what waits for it, and try again
     */
    public Map<Integer, Long> pass(Collection<String> people) {
        Passing passing = passWherePossible(people);
        if (!passing.behind().isEmpty()) {
            throw new BarrierException("the projection has not passed the barrier");
        }
        return passing.passed();
    }

    /**
     * The same for who can go on with a part of the people.
     *
     * @throws BarrierException when the no-ops cannot be written
     */
    public Passing passWherePossible(Collection<String> people) {
        long began = System.nanoTime();
        Map<Integer, Long> offsets = append(people);
        try {
            positions.awaitPassed(offsets, config.barrierTimeout());
        } catch (TimeoutException e) {
            Map<Integer, Long> passed = positions.passedOf(offsets);
            Set<Integer> behind = new HashSet<>(offsets.keySet());
            behind.removeAll(passed.keySet());
            return new Passing(passed, behind);
        }
        waits.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        return new Passing(offsets, Set.of());
    }

    private Map<Integer, Long> append(Collection<String> people) {
        return barrier.append(people.stream().map(ConsentBarrier::partition).collect(Collectors.toSet()));
    }

    /** A person's partition of the consent log. */
    public static int partition(String person) {
        return Partitions.of(person, PARTITIONS);
    }

    /**
     * Shuts revocations of these people out for the rest of the transaction.
     *
     * @throws BarrierException when the projection is behind the barrier after all, as after a failover of the database
     */
    public void hold(Connection connection, Map<Integer, Long> offsets) throws SQLException {
        if (!positions.heldPast(connection, offsets)) {
            throw new BarrierException("the projection is behind the barrier");
        }
    }

    /** For the projection: waits until nobody decides on the former state of the people in these partitions of the log. */
    public void change(Connection connection, Set<Integer> partitions) throws SQLException {
        positions.change(connection, partitions);
    }
}
