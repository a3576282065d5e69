package io.assent.exactlyonce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FreshnessLeaseTest {
    private static final Duration LEASE = Duration.ofMillis(100);

    @Test
    void isFreshWhileTheProjectionFollowsAndEndsWhenItStops() throws Exception {
        String topic = Servers.freshTopic(2);
        InMemoryPositions positions = new InMemoryPositions();
        AtomicBoolean following = new AtomicBoolean(true);
        Thread projection = Thread.ofPlatform().start(() -> follow(topic, positions, following));
        try (ReadBarrier barrier = new ReadBarrier(topic, "feed", Servers.CONNECTION);
                FreshnessLease lease =
                        new FreshnessLease(barrier, topic, Set.of(0, 1), positions, Duration.ofMillis(20))) {
            assertThat(lease.freshWithin(LEASE)).isFalse();
            lease.start();
            assertThat(lease.awaitFresh(Duration.ofSeconds(1), Duration.ofSeconds(20)))
                    .isTrue();

            following.set(false);
            projection.join();

            Awaitility.await().until(() -> !lease.freshWithin(LEASE));
            assertThat(lease.awaitFresh(LEASE, Duration.ofMillis(200))).isFalse();
        }
    }

    @Test
    void countsFromTheMonotonicClockAndIsVoidWhenTheWallClockDisagrees() {
        AtomicLong nanos = new AtomicLong();
        AtomicLong millis = new AtomicLong();
        LeaseClock clock = new LeaseClock(nanos::get, millis::get);
        LeaseClock.Reading begun = clock.read();

        nanos.addAndGet(Duration.ofMillis(99).toNanos());
        millis.addAndGet(99);
        assertThat(clock.within(begun, LEASE)).isTrue();

        millis.addAndGet(30);
        assertThat(clock.within(begun, LEASE)).isFalse();

        millis.addAndGet(-30);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(clock.within(begun, LEASE)).isFalse();
        assertThat(clock.within(LeaseClock.NEVER, LEASE)).isFalse();
    }

    private static void follow(String topic, InMemoryPositions positions, AtomicBoolean following) {
        Set<TopicPartition> partitions = Set.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
        try (KafkaConsumer<byte[], byte[]> consumer = Servers.consumer(Map.of())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (following.get()) {
                consumer.poll(Duration.ofMillis(10))
                        .nextOffsets()
                        .forEach((partition, next) -> positions.advance(partition, next.offset()));
            }
        }
    }
}
