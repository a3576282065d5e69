package io.assent.notification.inbox;

import io.assent.notification.NotificationConfig;
import io.assent.notification.delivery.RedeliverySchedule;
import io.assent.notification.store.MessageRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** What was written on a connection and has no receipt yet, as far as this instance knows: bounded, by inbox position. */
public final class Outstanding {
    private final int limit;
    private final RedeliverySchedule schedule;
    private final Map<Long, Offer> offers = new HashMap<>();

    private record Offer(String messageId, int times, long dueAtNanos) {}

    public Outstanding(int limit, RedeliverySchedule schedule) {
        this.limit = limit;
        this.schedule = schedule;
    }

    public static Outstanding of(NotificationConfig config) {
        return new Outstanding(
                config.unacknowledged(), new RedeliverySchedule(config.redeliveryFirst(), config.redeliveryLongest()));
    }

    synchronized boolean isFull() {
        return offers.size() >= limit;
    }

    synchronized boolean contains(long position) {
        return offers.containsKey(position);
    }

    synchronized Set<Long> positions() {
        return Set.copyOf(offers.keySet());
    }

    synchronized void written(MessageRow message) {
        Offer before = offers.get(message.inbox());
        int times = before == null ? 1 : before.times() + 1;
        long delay = schedule.delayAfter(times, ThreadLocalRandom.current().nextDouble())
                .toNanos();
        offers.put(message.inbox(), new Offer(message.id(), times, System.nanoTime() + delay));
    }

    synchronized List<Long> due(long nowNanos) {
        if (offers.isEmpty()) {
            return List.of(); // as of nearly all devices, each of which is asked four times a second
        }
        return offers.entrySet().stream()
                .filter(offer -> offer.getValue().dueAtNanos() - nowNanos <= 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Of messages that have ended. */
    synchronized void forgetMessages(Set<String> ids) {
        offers.values().removeIf(offer -> ids.contains(offer.messageId()));
    }

    synchronized void forget(Collection<Long> positions) {
        positions.forEach(offers::remove);
    }
}
