package io.assent.notification.kafka;

import io.assent.exactlyonce.Relay;
import io.assent.notification.delivery.Waiting;
import io.assent.notification.inbox.HandOver;
import io.assent.notification.push.WakeUps;
import io.assent.notification.store.GateStore;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Who goes on once the gate's transaction has committed: the relay, the report, devices that listen and those that sleep. */
@Singleton
class GateFollowers {
    private final Relay relay;
    private final GateReport report;
    private final HandOver handOver;
    private final WakeUps wakeUps;

    GateFollowers(Relay relay, GateReport report, HandOver handOver, WakeUps wakeUps) {
        this.relay = relay;
        this.report = report;
        this.handOver = handOver;
        this.wakeUps = wakeUps;
    }

    /** @param taken what was new; {@code took} since its batch was in hand */
    void follow(List<GateStore.Decided> taken, Duration took) {
        relay.wake();
        report.tell(taken, took);
        handOver(taken.stream()
                .filter(GateStore.Decided::isToHandOver)
                .map(GateStore.Decided::waiting)
                .toList());
    }

    /** Tells devices that listen, and those that sleep. */
    void handOver(List<Waiting> messages) {
        handOver.offer(messages);
        wakeUps.offer(messages);
    }
}
