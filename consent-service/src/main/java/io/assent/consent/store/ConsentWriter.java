package io.assent.consent.store;

import io.assent.base.EventTime;
import io.assent.consent.ConsentConfig;
import io.assent.exactlyonce.Database;
import io.assent.exactlyonce.Relay;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/** Commits commands in groups: what arrives while one transaction is synced goes into the next. */
@ApplicationScoped
public class ConsentWriter {
    private static final int MAX_WAITING = 10_000;

    private final Database database;
    private final EntryJson json;
    private final ConsentEvents events;
    private final Relay relay;
    private final EventTime time;
    private final int groupSize;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread writer = Thread.ofPlatform().name("consent-writer").unstarted(this::run);
    private volatile boolean closing;

    private record Pending(ConsentCommand command, CompletableFuture<Outcome> outcome) {}

    public ConsentWriter(
            Database database,
            EntryJson json,
            ConsentEvents events,
            Relay relay,
            EventTime time,
            ConsentConfig config) {
        this.database = database;
        this.json = json;
        this.events = events;
        this.relay = relay;
        this.time = time;
        this.groupSize = config.groupSize();
    }

    /** Completes when the database has committed; Kafka comes after that. Fails when there are too many waiting. */
    public CompletableFuture<Outcome> submit(ConsentCommand command) {
        Pending pending = new Pending(command, new CompletableFuture<>());
        if (closing || !queue.offer(pending)) {
            pending.outcome().completeExceptionally(new IllegalStateException("too many commands are waiting"));
        }
        return pending.outcome();
    }

    void start(@Observes StartupEvent event) {
        writer.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        closing = true;
        writer.interrupt();
        writer.join(5_000);
    }

    private void run() {
        List<Pending> group = new ArrayList<>(groupSize);
        while (!closing || !queue.isEmpty()) {
            try {
                if (closing) {
                    queue.drainTo(group, groupSize);
                } else {
                    group.add(queue.take());
                    queue.drainTo(group, groupSize - 1);
                }
                commit(List.copyOf(group));
            } catch (InterruptedException e) {
                // asked to close: what waits is still committed
            } finally {
                group.clear();
            }
        }
    }

    private void commit(List<Pending> group) {
        List<ConsentCommand> commands = group.stream().map(Pending::command).toList();
        try {
            List<Outcome> outcomes = database.transact(
                    connection -> new CommandGroup(json, events, connection, time.wall(), commands).decide(commands));
            relay.wake();
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome().complete(outcomes.get(i));
            }
        } catch (RuntimeException failure) {
            group.forEach(pending -> pending.outcome().completeExceptionally(failure));
        }
    }
}
