package io.assent.ad.memory;

import io.assent.ad.AdConfig;
import io.assent.ad.campaign.Campaign;
import io.assent.ad.store.BudgetStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * This instance's share of each budget. Shares are reserved in the database before they are handed out, so a crash can
 * forfeit one but never overspend; what was served and not viewed comes back after a while.
 */
@Singleton
public class BudgetLeases {
    private static final long ASK_AGAIN_NANOS = 1_000_000_000;

    private final BudgetStore store;
    private final long holdNanos;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private record Held(String campaign, long priceMicros, long sinceNanos) {}

    /** Guarded by itself. */
    private static final class Lease {
        private long freeMicros;
        private long emptySinceNanos;
        private boolean empty;
    }

    public BudgetLeases(BudgetStore store, AdConfig config) {
        this.store = store;
        this.holdNanos = config.holdUnviewed().toNanos();
    }

    /** Holds the price of one impression for this id; false when the budget has no more. */
    public boolean hold(Campaign campaign, String impressionId) {
        release(impressionId);
        Lease lease = leases.computeIfAbsent(campaign.id(), _ -> new Lease());
        synchronized (lease) {
            if (lease.freeMicros < campaign.priceMicros() && !renew(campaign, lease)) {
                return false;
            }
            lease.freeMicros -= campaign.priceMicros();
        }
        held.put(impressionId, new Held(campaign.id(), campaign.priceMicros(), System.nanoTime()));
        return true;
    }

    /** The impression was charged: its share is spent. */
    public void spent(String impressionId) {
        held.remove(impressionId);
    }

    /** The impression will not be charged: its share is free again. */
    public void release(String impressionId) {
        Held share = held.remove(impressionId);
        if (share != null) {
            Lease lease = leases.computeIfAbsent(share.campaign(), _ -> new Lease());
            synchronized (lease) {
                lease.freeMicros += share.priceMicros();
            }
        }
    }

    @Scheduled(every = "1s")
    void releaseUnviewed() {
        long now = System.nanoTime();
        held.forEach((id, share) -> {
            if (now - share.sinceNanos() > holdNanos) {
                release(id);
            }
        });
    }

    /** A clean shutdown gives back what is free; what is held may still be viewed. */
    void giveBack(@Observes ShutdownEvent event) {
        leases.forEach((campaign, lease) -> {
            synchronized (lease) {
                if (lease.freeMicros > 0) {
                    store.giveBack(campaign, lease.freeMicros);
                    lease.freeMicros = 0;
                }
            }
        });
    }

    /** An empty budget is not asked again at once: others may give back a share, but not often. */
    private boolean renew(Campaign campaign, Lease lease) {
        if (lease.empty && System.nanoTime() - lease.emptySinceNanos < ASK_AGAIN_NANOS) {
            return false;
        }
        long granted = store.reserve(campaign);
        lease.freeMicros += granted;
        lease.empty = granted == 0;
        lease.emptySinceNanos = System.nanoTime();
        return granted > 0;
    }
}
