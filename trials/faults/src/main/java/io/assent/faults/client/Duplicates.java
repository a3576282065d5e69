package io.assent.faults.client;

import io.assent.local.player.Call;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/** What was acknowledged and comes again, as a network or a careless producer repeats it: none of it may have an effect. */
final class Duplicates {
    private final Doors doors;
    private final EventPublisher publisher;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<EventPublisher.Event> events = new CopyOnWriteArrayList<>();

    Duplicates(Doors doors, EventPublisher publisher) {
        this.doors = doors;
        this.publisher = publisher;
    }

    void remember(Call call) {
        calls.add(call);
    }

    void remember(EventPublisher.Event event) {
        events.add(event);
    }

    /** The first requests once more, in their order. */
    void repeatInOrder(int count) throws InterruptedException {
        for (Call call : calls.subList(0, Math.min(count, calls.size()))) {
            var _ = doors.askOnce(call, 1);
        }
    }

    /** Some requests again, and all events of companies again from the first. */
    void repeat(int someCalls) throws InterruptedException {
        for (int i = 0; i < someCalls && !calls.isEmpty(); i++) {
            Call call = calls.get(ThreadLocalRandom.current().nextInt(calls.size()));
            var _ = doors.askOnce(call, 1 + i % 2);
        }
        for (EventPublisher.Event event : events) {
            var _ = publisher.publishLater(event);
        }
        publisher.flush();
    }
}
