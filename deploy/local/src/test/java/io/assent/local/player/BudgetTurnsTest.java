package io.assent.local.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BudgetTurnsTest {
    private static final Instant OPENS = Instant.parse("2026-03-31T04:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-03-31T23:00:00Z");

    private final BudgetTurns budgets = new BudgetTurns();

    private record View(CompletableFuture<Void> turn, CompletableFuture<Void> done) {
        boolean isPlaying() {
            return turn.isDone();
        }
    }

    @Test
    void asManyPlayAsTheBudgetPaysForAndTheLastOnesOneByOne() {
        budgets.booked("c", OPENS, NIGHT, 8, 3 * 8);
        List<View> views = Stream.generate(() -> view(NOON)).limit(5).toList();

        assertThat(views).map(View::isPlaying).containsExactly(true, true, true, false, false);

        end(views.get(1), true);
        assertThat(views).map(View::isPlaying).containsExactly(true, true, true, false, false);
        end(views.get(0), true);
        assertThat(views).map(View::isPlaying).containsExactly(true, true, true, false, false);
        end(views.get(2), false);
        assertThat(views).map(View::isPlaying).containsExactly(true, true, true, true, false);
        end(views.get(3), true);
        assertThat(views).map(View::isPlaying).containsExactly(true, true, true, true, true);
    }

    @Test
    void whatTheServiceSaysIsLeftIsBelievedWhenItIsLess() {
        budgets.booked("c", OPENS, NIGHT, 8, 3 * 8);
        budgets.atMost("c", 5 * 8);
        List<View> views = Stream.generate(() -> view(NOON)).limit(3).toList();
        assertThat(views).allMatch(View::isPlaying);

        budgets.atMost("c", 8);
        View next = view(NOON);
        end(views.get(0), false);
        end(views.get(1), false);
        assertThat(next.isPlaying()).isFalse();
        end(views.get(2), false);
        assertThat(next.isPlaying()).isTrue();
    }

    @Test
    void nobodyWaitsForABudgetThatIsSpent() {
        budgets.booked("c", OPENS, NIGHT, 8, 7);

        assertThat(List.of(view(NOON), view(NOON))).allMatch(View::isPlaying);
    }

    @Test
    void nobodyWaitsForACampaignThatDoesNotRun() {
        budgets.booked("morning", OPENS, NOON, 8, 8);
        View first = view(NOON.minusSeconds(1));
        View second = view(NOON.minusSeconds(1));
        View third = view(NOON);

        assertThat(List.of(first, second, third)).map(View::isPlaying).containsExactly(true, false, true);
    }

    @Test
    void whoIsNotReadyHasAShareAllTheSame() {
        budgets.booked("c", OPENS, NIGHT, 8, 8);
        var ready = new CompletableFuture<Void>();
        var first = budgets.enter(NOON, ready, new CompletableFuture<>());
        View second = view(NOON);

        assertThat(second.isPlaying()).isFalse();
        assertThat(first).isNotDone();
        ready.complete(null);
        assertThat(first).isDone();
        assertThat(second.isPlaying()).isFalse();
    }

    private View view(Instant time) {
        var done = new CompletableFuture<Void>();
        return new View(budgets.enter(time, CompletableFuture.completedFuture(null), done), done);
    }

    private void end(View view, boolean charged) {
        if (charged) {
            budgets.charged("c");
        }
        view.done().complete(null);
    }
}
