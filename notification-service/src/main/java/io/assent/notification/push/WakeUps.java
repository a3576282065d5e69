package io.assent.notification.push;

import io.assent.base.EventTime;
import io.assent.exactlyonce.DatabaseException;
import io.assent.notification.delivery.Urgency;
import io.assent.notification.delivery.Waiting;
import io.assent.notification.inbox.ListeningDevices;
import io.assent.notification.store.MissedWakeUps;
import io.assent.notification.store.WakeUpStore;
import io.assent.notification.store.WakeUpStore.Cause;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Finds out whom to wake, beside the gate and not within it: it only says who has something new. Twice a second this is
 * written down, together for all; until then most of what somebody listens for, on whatever instance, was handed over. What a
 * crash loses in between is found again when it has waited for half a minute.
 */
@Singleton
public class WakeUps {
    private static final Logger LOG = Logger.getLogger(WakeUps.class);

    private final ListeningDevices listening;
    private final WakeUpStore store;
    private final MissedWakeUps missed;
    private final PushDispatch dispatch;
    private final VapidKey vapid;
    private final EventTime time;
    private final Map<String, Cause> told = new ConcurrentHashMap<>();
    private volatile String lastLookedAt = "";

    public WakeUps(
            ListeningDevices listening,
            WakeUpStore store,
            MissedWakeUps missed,
            PushDispatch dispatch,
            VapidKey vapid,
            EventTime time) {
        this.listening = listening;
        this.store = store;
        this.missed = missed;
        this.dispatch = dispatch;
        this.vapid = vapid;
        this.time = time;
    }

    /** Tells what waits to be handed over. */
    public void offer(Collection<Waiting> messages) {
        if (vapid.isAbsent()) {
            return;
        }
        for (Waiting each : messages) {
            told.merge(each.user(), new Cause(Urgency.of(each.category()), each.expiresAt()), Cause::and);
        }
    }

    @Scheduled(every = "0.5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        ListeningDevices.Moves moves = listening.moves();
        if (!moves.isEmpty() && !vapid.isAbsent()) {
            store.moved(moves.came(), moves.went());
        }
        listening.noted(moves);
        if (!vapid.isAbsent()) {
            wake(drained(), Set.of());
            dispatch.sendDue();
        }
    }

    /** Devices that listen need no wake-up, though one may have been noted by an instance that did not know. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void calm() {
        Set<String> devices = vapid.isAbsent() ? Set.of() : listening.devices();
        if (!devices.isEmpty()) {
            store.calm(devices);
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void findMissed() {
        if (!vapid.isAbsent()) {
            Set<String> awake = listening.devices();
            MissedWakeUps.Found found = missed.find(lastLookedAt, awake, time.wall());
            lastLookedAt = found.last();
            wake(found.people(), awake);
        }
    }

    private void wake(Map<String, Cause> people, Set<String> awake) {
        if (!people.isEmpty()) {
            try {
                store.wake(people, awake, time.wall());
            } catch (DatabaseException e) {
                LOG.warnf("wake-ups are noted later: SQLSTATE %s", e.sqlState());
            }
        }
    }

    private Map<String, Cause> drained() {
        Map<String, Cause> drained = new HashMap<>();
        for (String person : told.keySet()) {
            Cause cause = told.remove(person);
            if (cause != null) {
                drained.put(person, cause);
            }
        }
        return drained;
    }
}
