package io.assent.consent.store;

import io.assent.consent.ConsentConfig;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.ProjectionPositions;
import io.assent.exactlyonce.Published;
import io.assent.exactlyonce.ReadBarrier;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Places in consent.events, as consistency tokens name them. */
@Singleton
public class ConsentLog {
    /** The consumer that reads the tail. */
    public static final String TAIL = "consent-tail";

    private static final Set<Integer> SHARDS =
            IntStream.range(0, ConsentCommand.SHARDS).boxed().collect(Collectors.toUnmodifiableSet());

    private final ReadBarrier barrier;
    private final ProjectionPositions tail;
    private final AtomicReferenceArray<@Nullable Published> fences = new AtomicReferenceArray<>(ConsentCommand.SHARDS);

    public ConsentLog(
            Database database, @Identifier("default-kafka-broker") Map<String, Object> kafka, ConsentConfig config) {
        this.barrier = new ReadBarrier(ConsentEvents.TOPIC, "consent-" + config.instance(), kafka);
        this.tail = new ProjectionPositions(TAIL, database, ConsentEvents.TOPIC);
    }

    /** Waits until the tail has read all that the log holds now. */
    void awaitCaughtUp(Duration timeout) throws TimeoutException {
        tail.awaitPassed(barrier.append(SHARDS), timeout);
    }

    /**
     * A place from which on all that the lane has published is visible. Other records (companies, dead letters) share the
     * lanes; when one of them was the last, a no-op behind it marks the place.
     */
    String tokenAfter(Published published) {
        if (published.topic().equals(ConsentEvents.TOPIC)) {
            return token(published);
        }
        int shard = published.lane();
        Published fence = fences.get(shard);
        if (fence == null || fence.sequence() < published.sequence()) {
            long offset = Objects.requireNonNull(barrier.append(Set.of(shard)).get(shard), "acknowledged");
            fence = new Published(shard, published.sequence(), ConsentEvents.TOPIC, shard, offset);
            fences.set(shard, fence);
        }
        return token(fence);
    }

    private static String token(Published place) {
        return place.topic() + "/" + place.partition() + "/" + place.offset();
    }

    void close(@Observes @Priority(100) ShutdownEvent event) {
        barrier.close();
    }
}
