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
import java.util.Map;
import java.util.Set;
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
     * Writes no-ops to the people's partitions of the consent log and waits until the projection has passed them.
     *
     * @throws BarrierException when that fails in time: hold what waits for it, and try again
     */
    public Map<Integer, Long> pass(Collection<String> people) {
        long began = System.nanoTime();
        Set<Integer> partitions =
                people.stream().map(person -> Partitions.of(person, PARTITIONS)).collect(Collectors.toSet());
        Map<Integer, Long> offsets = barrier.append(partitions);
        try {
            positions.awaitPassed(offsets, config.barrierTimeout());
        } catch (TimeoutException e) {
            throw new BarrierException("the projection has not passed the barrier", e);
        }
        waits.record(System.nanoTime() - began, java.util.concurrent.TimeUnit.NANOSECONDS);
        return offsets;
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
