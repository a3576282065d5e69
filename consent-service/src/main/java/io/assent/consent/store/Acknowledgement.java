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
    /** Clocks of feeds may run slower than ours by this much; only rates are trusted, never times. */
    private static final double CLOCK_RATE_MARGIN = 1.2;

    private final Relay relay;
    private final LeaseTerms leaseTerms;
    private final ConsentLog log;
    private final Duration publishTimeout;
    private final AtomicLongArray waitedOut = new AtomicLongArray(ConsentCommand.SHARDS);

    public Acknowledgement(Relay relay, LeaseTerms leaseTerms, ConsentLog log, ConsentConfig config) {
        this.relay = relay;
        this.leaseTerms = leaseTerms;
        this.log = log;
        this.publishTimeout = config.publishTimeout();
    }

    /**
     * Waits until the state may be answered.
     *
     * @return the consistency token: a place in consent.events from which on the state is visible
     */
    public String await(Stated stated) throws TimeoutException, InterruptedException {
        Published published = relay.awaitPublished(stated.shard(), stated.laneSequence(), publishTimeout);
        if (stated.commitWait() && waitedOut.get(stated.shard()) < stated.laneSequence()) {
            Thread.sleep(commitWait());
            waitedOut.accumulateAndGet(stated.shard(), published.sequence(), Math::max);
        }
        return log.tokenAfter(published);
    }

    private Duration commitWait() {
        return Duration.ofNanos((long) (leaseTerms.longest().toNanos() * CLOCK_RATE_MARGIN));
    }
}
