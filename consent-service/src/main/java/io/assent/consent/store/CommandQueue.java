package io.assent.consent.store;

import io.assent.consent.ConsentConfig;
import io.assent.exactlyonce.BarrierException;
import io.assent.exactlyonce.DatabaseException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Commands on their way into groups: what arrives while one group is synced to disk goes into the next. */
@Singleton
public class CommandQueue {
    private static final Logger LOG = Logger.getLogger(CommandQueue.class);
    private static final int MAX_WAITING = 10_000;
    private static final Duration CATCH_UP_PATIENCE = Duration.ofSeconds(10);

    private final ConsentWriter writer;
    private final ConsentLog log;
    private final int groupSize;
    private final BlockingQueue<PendingCommand> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread = Thread.ofPlatform().name("consent-writer").unstarted(this::run);
    private volatile boolean ready;
    private volatile boolean closing;

    CommandQueue(ConsentWriter writer, ConsentLog log, ConsentConfig config) {
        this.writer = writer;
        this.log = log;
        this.groupSize = config.groupSize();
    }

    /** Completes when the database has committed; Kafka comes after that. Fails when too many are waiting. */
    public CompletableFuture<Outcome> submit(ConsentCommand command) {
        PendingCommand pending = new PendingCommand(command, new CompletableFuture<>());
        if (closing || !queue.offer(pending)) {
            pending.fail(new IllegalStateException("too many commands are waiting"));
        }
        return pending.outcome();
    }

    /** True when the log was read to its end once, and commands are taken. */
    public boolean isReady() {
        return ready && thread.isAlive();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        closing = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        catchUp();
        List<PendingCommand> group = new ArrayList<>(groupSize);
        while (!closing || !queue.isEmpty()) {
            try {
                if (!closing) {
                    group.add(queue.take());
                }
                queue.drainTo(group, groupSize - group.size());
                group.removeIf(PendingCommand::isAbandoned);
                if (!group.isEmpty()) {
                    writer.commit(List.copyOf(group));
                }
            } catch (InterruptedException e) {
                // asked to close: what waits is still committed
            } catch (RuntimeException | Error unexpected) {
                // The group is told, and the queue goes on: without this thread nobody could withdraw any more.
                LOG.error("a group of commands failed", unexpected);
                group.forEach(pending -> pending.fail(unexpected));
            } finally {
                group.clear();
            }
        }
    }

    /** A database that lost commits is recognised by the log: it must be read before the first version is given out. */
    private void catchUp() {
        while (!closing && !ready) {
            try {
                log.awaitCaughtUp(CATCH_UP_PATIENCE);
                ready = true;
            } catch (TimeoutException | BarrierException | DatabaseException e) {
                LOG.warnf("consent.events is not read to its end yet: %s", e.getMessage());
            }
        }
    }
}
