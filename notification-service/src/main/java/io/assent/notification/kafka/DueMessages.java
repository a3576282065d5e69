package io.assent.notification.kafka;

import io.assent.exactlyonce.Relay;
import io.assent.notification.store.Expiry;
import io.assent.notification.store.ScheduleStore;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The gate's second door: lets messages go whose hour has come. In a replay time passes as far as an operator says. */
@Singleton
class DueMessages {
    private final ScheduleStore store;
    private final Expiry expiry;
    private final GateFollowers followers;
    private final Relay relay;

    DueMessages(ScheduleStore store, Expiry expiry, GateFollowers followers, Relay relay) {
        this.store = store;
        this.expiry = expiry;
        this.followers = followers;
        this.relay = relay;
    }

    @Scheduled(every = "0.25s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        Optional<Instant> now = expiry.now();
        if (now.isEmpty()) {
            return;
        }
        ScheduleStore.Released released;
        do {
            released = store.release(now.get());
            followers.handOver(released.waiting());
            relay.wake();
        } while (released.full());
    }
}
