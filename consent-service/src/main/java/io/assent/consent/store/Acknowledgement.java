package io.assent.consent.store;

import io.assent.consent.ConsentConfig;
import io.assent.exactlyonce.Published;
import io.assent.exactlyonce.Relay;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Collectors;

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
     * Waits until these states may be answered; for leases once, however many need it.
     *
     * @return a consistency token for each shard of them, with commas between: a place in consent.events from which on
     *     its states are visible
     */
    public String await(Collection<Stated> states) throws TimeoutException, InterruptedException {
        // Of those of a shard the last one is known last.
        SortedMap<Integer, Stated> last = new TreeMap<>();
        states.forEach(stated -> last.merge(stated.shard(), stated, Stated::later));
        Map<Integer, Published> published = new LinkedHashMap<>();
        for (Stated stated : last.values()) {
            published.put(stated.shard(), relay.awaitPublished(stated.shard(), stated.laneSequence(), publishTimeout));
        }
        if (last.values().stream().anyMatch(this::mayBeHidden)) {
            Thread.sleep(commitWait());
            published.forEach((shard, place) -> waitedOut.accumulateAndGet(shard, place.sequence(), Math::max));
        }
        return published.values().stream().map(log::tokenAfter).collect(Collectors.joining(","));
    }

    private boolean mayBeHidden(Stated stated) {
        return stated.commitWait() && waitedOut.get(stated.shard()) < stated.laneSequence();
    }

    private Duration commitWait() {
        return Duration.ofNanos((long) (leaseTerms.longest().toNanos() * CLOCK_RATE_MARGIN));
    }
}
