package io.assent.local.player;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;

/**
 * Who sees the last impression that a budget pays for depends on the order of the viewers. A view starts while each budget that
 * it could take from is spent, or pays for it and for all unfinished views before it: then no order makes a difference.
 */
final class BudgetTurns {
    /** As many of the unfinished views are looked at; more than are ever played at once. */
    private static final int MOST = 1024;

    /** What is left of a campaign's budget while it runs. */
    private record Budget(Instant startsAt, Instant endsAt, long price, long rest) {
        Budget less(long amount) {
            return new Budget(startsAt, endsAt, price, rest - amount);
        }

        boolean isIndifferent(Instant time, int viewers) {
            boolean runs = !time.isBefore(startsAt) && time.isBefore(endsAt);
            return !runs || rest < price || rest / price >= viewers;
        }
    }

    /** One view's turn. */
    private static final class Turn {
        final Instant time;
        final CompletableFuture<Void> come = new CompletableFuture<>();
        boolean wanted;

        Turn(Instant time) {
            this.time = time;
        }
    }

    private final Map<String, Budget> budgets = new HashMap<>();
    private final SequencedSet<Turn> unfinished = new LinkedHashSet<>();

    /**
     * A campaign was booked, or had been.
     *
     * @param price micros an impression
     * @param rest micros that are not spent
     */
    synchronized void booked(String campaign, Instant startsAt, Instant endsAt, long price, long rest) {
        budgets.put(campaign, new Budget(startsAt, endsAt, price, rest));
    }

    /** An impression was charged to the campaign. */
    synchronized void charged(String campaign) {
        budgets.computeIfPresent(campaign, (id, budget) -> budget.less(budget.price()));
    }

    /** No more than this is left, whatever was told here before. */
    synchronized void atMost(String campaign, long rest) {
        budgets.computeIfPresent(campaign, (id, budget) -> budget.less(Math.max(0, budget.rest() - rest)));
    }

    /**
     * Call in play order.
     *
     * @param time of the view
     * @param ready completes when nothing else keeps the view waiting
     * @param done completes with the view's outcome, after what it was charged for was told
     * @return completes when the view may start
     */
    CompletableFuture<Void> enter(Instant time, CompletableFuture<Void> ready, CompletableFuture<Void> done) {
        Turn turn = new Turn(time);
        synchronized (this) {
            unfinished.add(turn);
        }
        done.thenRun(() -> finish(turn));
        return ready.thenCompose(nothing -> want(turn));
    }

    private CompletableFuture<Void> want(Turn turn) {
        synchronized (this) {
            turn.wanted = true;
        }
        admit();
        return turn.come;
    }

    private void finish(Turn turn) {
        synchronized (this) {
            unfinished.remove(turn);
        }
        admit();
    }

    private void admit() {
        List<Turn> come = new ArrayList<>();
        synchronized (this) {
            int viewers = 0;
            for (Turn turn : unfinished) {
                viewers++;
                if (turn.wanted && mayCome(turn.time, viewers)) {
                    come.add(turn);
                }
                if (viewers == MOST) {
                    break;
                }
            }
        }
        come.forEach(turn -> turn.come.complete(null));
    }

    private boolean mayCome(Instant time, int viewers) {
        return budgets.values().stream().allMatch(budget -> budget.isIndifferent(time, viewers));
    }
}
