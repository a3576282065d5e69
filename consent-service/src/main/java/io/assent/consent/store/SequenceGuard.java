package io.assent.consent.store;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Recognises a database that lost commits in a failover: it would give out versions a second time, and consumers would
 * take the new states for old ones. What exists for certain is what the topic shows and what this instance committed.
 */
@Singleton
public class SequenceGuard {
    private final AtomicLongArray highest = new AtomicLongArray(ConsentCommand.SHARDS);

    /** This sequence was given out. */
    void saw(int shard, long sequence) {
        highest.accumulateAndGet(shard, sequence, Math::max);
    }

    boolean isBehind(int shard, ShardRows.Head head) {
        return head.sequence() < Math.max(head.seenInLog(), highest.get(shard));
    }
}
