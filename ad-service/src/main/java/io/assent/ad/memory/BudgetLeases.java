package io.assent.ad.memory;

import io.assent.ad.AdConfig;
import io.assent.ad.campaign.Campaign;
import io.assent.ad.store.BudgetStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This instance's share of each budget. Shares are reserved in the database before they are handed out, so a crash can
 * forfeit one but never overspend; what was served and not viewed comes back after a while.
 */
@Singleton
public class BudgetLeases {
    private static final long ASK_AGAIN_NANOS = 1_000_000_000;
    /** Beyond so many looks the oldest are given up before their time: memory ends, and their tokens stay good while budget is left. */
    static final int MOST_LOOKS = 100_000;

    private final BudgetStore store;
    private final long holdNanos;
    private final Map<String, Lease> leases = new ConcurrentHashMap<>();
    /** By look at a feed; a look's shares are touched only while its entry is computed. */
    private final Map<String, Look> held = new ConcurrentHashMap<>();

    /** The looks in the order in which they began to hold something; one that still does when it is due comes again. */
    private final Queue<Due> due = new LinkedBlockingQueue<>();

    private record Due(String look, long sinceNanos) {}

    /** Small, since there are a hundred thousand of them: the campaigns by slot, of which none holds anything any more when it is null. */
    private static final class Look {
        private @Nullable Campaign[] bySlot = {};
        private long sinceNanos;

        void put(int slot, Campaign campaign) {
            if (slot >= bySlot.length) {
                bySlot = Arrays.copyOf(bySlot, slot + 1);
            }
            bySlot[slot] = campaign;
            sinceNanos = System.nanoTime();
        }

        @Nullable
        Campaign take(int slot) {
            if (slot >= bySlot.length) {
                return null;
            }
            Campaign taken = bySlot[slot];
            bySlot[slot] = null;
            return taken;
        }

        List<Campaign> takeAll() {
            List<Campaign> taken = Stream.of(bySlot).flatMap(Stream::ofNullable).toList();
            bySlot = new Campaign[0];
            return taken;
        }
    }

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

    /** Holds the price of one impression for a slot of this look at a feed; false when the budget has no more. */
    public boolean hold(Campaign campaign, String look, int slot) {
        releaseSlot(look, slot);
        Lease lease = leases.computeIfAbsent(campaign.id(), _ -> new Lease());
        synchronized (lease) {
            if (lease.freeMicros < campaign.priceMicros() && !renew(campaign, lease)) {
                return false;
            }
            lease.freeMicros -= campaign.priceMicros();
        }
        held.compute(look, (_, known) -> {
            Look shares = known == null ? new Look() : known;
            shares.put(slot, campaign);
            if (known == null) {
                due.add(new Due(look, shares.sinceNanos));
            }
            return shares;
        });
        return true;
    }

    /** The look was reported: what was charged is spent, and nothing else of it can be charged any more. */
    public void settle(String look, Set<Integer> chargedSlots) {
        Look shares = held.remove(look);
        if (shares != null) {
            chargedSlots.forEach(shares::take);
            shares.takeAll().forEach(this::release);
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void releaseUnviewed() {
        long now = System.nanoTime();
        for (Due oldest = due.peek(); oldest != null; oldest = due.peek()) {
            boolean tooMany = due.size() > MOST_LOOKS;
            if (!tooMany && now - oldest.sinceNanos() <= holdNanos) {
                return;
            }
            due.remove();
            releaseAll(oldest.look(), shares -> tooMany || now - shares.sinceNanos > holdNanos);
            if (held.containsKey(oldest.look())) {
                due.add(new Due(oldest.look(), now));
            }
        }
    }

    private void releaseSlot(String look, int slot) {
        List<Campaign> taken = new ArrayList<>(1);
        held.computeIfPresent(look, (_, shares) -> {
            Campaign campaign = shares.take(slot);
            if (campaign != null) {
                taken.add(campaign);
            }
            return shares;
        });
        taken.forEach(this::release);
    }

    private void releaseAll(String look, Predicate<Look> which) {
        List<Campaign> taken = new ArrayList<>();
        held.computeIfPresent(look, (_, shares) -> {
            if (!which.test(shares)) {
                return shares;
            }
            taken.addAll(shares.takeAll());
            return null;
        });
        taken.forEach(this::release);
    }

    private void release(Campaign campaign) {
        Lease lease = leases.computeIfAbsent(campaign.id(), _ -> new Lease());
        synchronized (lease) {
            lease.freeMicros += campaign.priceMicros();
        }
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
