package io.assent.base.webhook.dispatch;

import io.assent.base.webhook.store.ClaimedDelivery;
import io.assent.base.webhook.store.DeliveryClaims;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Sends what is due, as many at a time as allowed, each on a virtual thread. Every instance has one, and they share the work
 * through the leases in the database; when one dies, the others send again what it had not written down.
 */
public final class WebhookDispatcher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WebhookDispatcher.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BREATH = Duration.ofMillis(10);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final DeliveryClaims claims;
    private final WebhookAttempt attempt;
    private final Clock clock;
    private final Semaphore free;
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread loop =
            Thread.ofPlatform().daemon().name("webhook-dispatcher").unstarted(this::run);
    private volatile boolean closed;

    /** @param concurrency attempts at a time, over all endpoints */
    public WebhookDispatcher(DeliveryClaims claims, WebhookAttempt attempt, Clock clock, int concurrency) {
        this.claims = claims;
        this.attempt = attempt;
        this.clock = clock;
        this.free = new Semaphore(concurrency);
    }

    public void start() {
        loop.start();
    }

    /** Call it after a commit that made something due: it is looked for at once instead of at the next turn. */
    public void wake() {
        LockSupport.unpark(loop);
    }

    private void run() {
        while (!closed) {
            try {
                if (!sendDue()) {
                    LockSupport.parkNanos(POLL.toNanos());
                }
                // Whatever wakes it, it asks the database a hundred times a second at most.
                Thread.sleep(BREATH);
            } catch (InterruptedException e) {
                // asked to close
            } catch (RuntimeException | Error unexpected) {
                LOG.error("webhooks are not sent for a moment", unexpected);
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    /** False when there was nothing, or no room for it. */
    private boolean sendDue() {
        int room = free.availablePermits();
        if (room == 0) {
            return false;
        }
        List<ClaimedDelivery> due = claims.take(room, clock.instant());
        for (ClaimedDelivery delivery : due) {
            free.acquireUninterruptibly();
            attempts.execute(() -> make(delivery));
        }
        return !due.isEmpty();
    }

    private void make(ClaimedDelivery delivery) {
        try {
            attempt.make(delivery);
        } catch (RuntimeException | Error unexpected) {
            // The lease ends, and it is sent again.
            LOG.error("a webhook could not be written down", unexpected);
        } finally {
            free.release();
            wake();
        }
    }

    /** Attempts that are under way may end: each that does not is made once more by another instance. */
    @Override
    public void close() {
        closed = true;
        loop.interrupt();
        try {
            boolean _ = loop.join(FAREWELL);
            attempts.shutdown();
            boolean _ = attempts.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
