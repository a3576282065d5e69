package io.assent.consent.store;

import io.assent.consent.ConsentConfig;
import io.assent.exactlyonce.Published;
import io.assent.exactlyonce.Relay;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When a state may be answered: after Kafka has committed it, and, for what feeds must not show any more, after every
 * lease that could still hide it has run out. It holds for each answer that reveals the state, not only for the first.
 */
@Singleton
public class Acknowledgement {
    private static final double CLOCK_RATE_MARGIN = 1.2;

    private final Relay relay;
    private final LeaseTerms leaseTerms;
    private final Duration publishTimeout;
    private final AtomicLongArray waitedOut = new AtomicLongArray(ConsentCommand.SHARDS);

    public Acknowledgement(Relay relay, LeaseTerms leaseTerms, ConsentConfig config) {
        this.relay = relay;
        this.leaseTerms = leaseTerms;
        this.publishTimeout = config.publishTimeout();
    }

    /**
     * Waits until the state may be answered.
     *
     * @return the consistency token: a position in consent.events from which on the state is visible
     */
    public String await(Stated stated) throws TimeoutException, InterruptedException {
        Published published = relay.awaitPublished(stated.shard(), stated.laneSequence(), publishTimeout);
        if (stated.commitWait() && waitedOut.get(stated.shard()) < stated.laneSequence()) {
            Thread.sleep(Duration.ofNanos((long) (leaseTerms.longest().toNanos() * CLOCK_RATE_MARGIN)));
            waitedOut.accumulateAndGet(stated.shard(), published.sequence(), Math::max);
        }
        return published.topic() + "/" + published.partition() + "/" + published.offset();
    }
}
