package io.assent.local.probe;

import io.assent.local.player.TestPair;
import io.assent.notification.client.NoAnswerException;
import io.assent.notification.client.Outcome;
import io.assent.notification.client.RefusedException;
import io.assent.notification.client.SealedNotification;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plays rounds: a yes and a message that must arrive, then a no and a message that must not. */
final class Rounds {
    private static final Duration PAUSE = Duration.ofMillis(25);
    /** How long the device listens on after the suppression: what must not come could come late. */
    private static final Duration LISTENING = Duration.ofMillis(250);

    private record Forbidden(Revocation revocation, SealedNotification message) {}

    private final TestPair pair;
    private final Duration patience;
    private final String run = UUID.randomUUID().toString();
    private long number;
    private boolean introduced;
    private @Nullable Forbidden undecided;

    Rounds(TestPair pair, Duration patience) {
        this.pair = pair;
        this.patience = patience;
    }

    Verdict play(Revocation revocation) throws InterruptedException {
        try {
            return round(revocation);
        } catch (IllegalStateException | NoAnswerException | RefusedException noAnswer) {
            return new Verdict.Failed(String.valueOf(noAnswer.getMessage()));
        }
    }

    private Verdict round(Revocation revocation) throws InterruptedException {
        if (!introduced) {
            pair.introduce();
            introduced = true;
        }
        pair.listen();
        Forbidden left = undecided;
        if (left != null) {
            // A new yes would let pass what an outage held back: the old no is judged while it still stands.
            pair.send(left.message());
            Verdict late = judge(left);
            if (!(late instanceof Verdict.Kept)) {
                return late;
            }
        }
        pair.agree();
        number++;
        expectArrival("expected " + number + " of " + run);
        var forbidden = new Forbidden(revocation, pair.seal(forbiddenText() + number));
        pair.revoke(revocation.move());
        undecided = forbidden;
        pair.send(forbidden.message());
        return judge(forbidden);
    }

    private void expectArrival(String text) throws InterruptedException {
        SealedNotification message = pair.seal(text);
        pair.send(message);
        Outcome outcome = await(message, shown -> false);
        if (!pair.hasShown(text::equals)) {
            throw new IllegalStateException("no delivery after a yes: " + outcome);
        }
    }

    private Verdict judge(Forbidden forbidden) throws InterruptedException {
        Predicate<String> anyForbidden = text -> text.startsWith(forbiddenText());
        Outcome outcome = await(forbidden.message(), anyForbidden);
        if (outcome instanceof Outcome.Suppressed) {
            Thread.sleep(LISTENING);
        }
        Verdict verdict = Verdict.of(forbidden.revocation(), pair.hasShown(anyForbidden), outcome);
        if (!(outcome instanceof Outcome.Open) || verdict instanceof Verdict.Broken) {
            undecided = null;
        }
        return verdict;
    }

    /** How far the message has come when it has ended, when the screen shows such a text, or when patience ends. */
    private Outcome await(SealedNotification message, Predicate<String> shown) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Outcome outcome = pair.outcome(message);
        while (outcome instanceof Outcome.Open && !pair.hasShown(shown) && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
            outcome = pair.outcome(message);
        }
        return outcome;
    }

    private String forbiddenText() {
        return "forbidden by " + run + " ";
    }
}
