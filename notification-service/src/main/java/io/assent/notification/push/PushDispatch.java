package io.assent.notification.push;

import io.assent.base.EventTime;
import io.assent.base.webhook.AttemptResult;
import io.assent.base.webhook.dispatch.WebhookConfig;
import io.assent.exactlyonce.DatabaseException;
import io.assent.notification.delivery.WakeUpRules;
import io.assent.notification.delivery.WakeUpRules.Verdict;
import io.assent.notification.store.WakeUpClaims;
import io.assent.notification.store.WakeUpClaims.Claimed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Sends the wake-ups that are due, as many at a time as allowed, each on a virtual thread; instances share the work. */
@Singleton
public class PushDispatch {
    private static final Logger LOG = Logger.getLogger(PushDispatch.class);
    private static final List<String> RESULTS = List.of("woken", "retried", "gone", "given_up");

    private final WakeUpClaims claims;
    private final PushSender sender;
    private final EventTime time;
    private final MeterRegistry meters;
    private final Semaphore free;
    private final ExecutorService attempts = Executors.newVirtualThreadPerTaskExecutor();

    public PushDispatch(
            WakeUpClaims claims, PushSender sender, EventTime time, MeterRegistry meters, WebhookConfig config) {
        this.claims = claims;
        this.sender = sender;
        this.time = time;
        this.meters = meters;
        this.free = new Semaphore(config.concurrency());
    }

    /** They are served from the start, so that the first of a kind is seen as one more. */
    void register(@Observes StartupEvent event) {
        RESULTS.forEach(this::counter);
    }

    private Counter counter(String result) {
        return meters.counter("assent.wakeups", "result", result);
    }

    /** What is under way is sent again by another instance when its lease is over. */
    @PreDestroy
    void close() {
        attempts.shutdownNow();
    }

    void sendDue() {
        List<Claimed> due;
        do {
            int room = free.availablePermits();
            due = room == 0 ? List.of() : claims.take(room, time.wall());
            for (Claimed claimed : due) {
                free.acquireUninterruptibly();
                attempts.execute(() -> send(claimed));
            }
        } while (!due.isEmpty());
    }

    private void send(Claimed claimed) {
        try {
            AttemptResult result =
                    sender.send(claimed.endpoint(), claimed.attempts(), claimed.urgency(), claimed.until());
            Verdict verdict = judge(claimed, result);
            claims.settle(claimed, verdict);
            counter(code(verdict)).increment();
        } catch (DatabaseException e) {
            // The lease ends, and it is sent again.
            LOG.warnf("a wake-up could not be written down: SQLSTATE %s", e.sqlState());
        } finally {
            free.release();
        }
    }

    private Verdict judge(Claimed claimed, AttemptResult result) {
        int status = WakeUpRules.UNANSWERED;
        Duration asked = Duration.ZERO;
        if (result instanceof AttemptResult.Answered answer) {
            status = answer.status();
            asked = answer.retryAfter() == null ? Duration.ZERO : answer.retryAfter();
        }
        double random = ThreadLocalRandom.current().nextDouble();
        return WakeUpRules.judge(status, asked, claimed.attempts(), time.wall(), claimed.until(), random);
    }

    private static String code(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Woken _ -> "woken";
            case Verdict.TryAgain _ -> "retried";
            case Verdict.GivenUp _ -> "given_up";
            case Verdict.Gone _ -> "gone";
        };
    }
}
