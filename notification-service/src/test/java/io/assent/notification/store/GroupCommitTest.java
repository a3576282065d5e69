package io.assent.notification.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int AT_ONCE = 2;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final Semaphore allowed = new Semaphore(0);

    @AfterEach
    void everybodyEnds() {
        allowed.release(1_000);
        callers.close();
    }

    private List<String> work(List<Integer> group) {
        groups.add(group);
        allowed.acquireUninterruptibly();
        if (group.contains(13)) {
            throw new IllegalStateException("thirteen");
        }
        return group.stream().map(number -> "answer " + number).toList();
    }

    @Test
    void whoComesWhileOthersAreAtWorkIsDoneTogether() throws Exception {
        GroupCommit<Integer, String> commit = new GroupCommit<>(this::work, LONG);
        List<Future<String>> answers = busy(commit);
        IntStream.range(100, 150).forEach(number -> answers.add(callers.submit(() -> commit.join(number))));
        Awaitility.await().until(() -> commit.waiting() == 50);

        allowed.release(1_000);

        List<String> all = new ArrayList<>();
        for (Future<String> answer : answers) {
            all.add(answer.get());
        }
        assertThat(all.subList(AT_ONCE, all.size()))
                .isEqualTo(IntStream.range(100, 150)
                        .mapToObj(number -> "answer " + number)
                        .toList());
        assertThat(groups.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        assertThat(groups).hasSizeLessThanOrEqualTo(AT_ONCE + 2);
    }

    @Test
    void whatFailsIsToldToEachOfTheGroupAndTheNextGoOn() throws Exception {
        GroupCommit<Integer, String> commit = new GroupCommit<>(this::work, LONG);
        busy(commit);
        Future<String> failing = callers.submit(() -> commit.join(13));
        Awaitility.await().until(() -> commit.waiting() == 1);
        allowed.release(1_000);

        assertThatThrownBy(failing::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("thirteen");
        assertThat(commit.join(14)).isEqualTo("answer 14");
    }

    @Test
    void whoseTurnDoesNotComeInTimeIsSentAwayAndNotDone() throws Exception {
        GroupCommit<Integer, String> commit = new GroupCommit<>(this::work, Duration.ofMillis(50));
        busy(commit);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> commit.join(7)).isInstanceOf(GroupCommit.NoTurnException.class);
        }

        allowed.release(1_000);
        assertThat(commit.join(8)).isEqualTo("answer 8");
        assertThat(groups.stream().flatMap(List::stream)).doesNotContain(7);
    }

    /** Every turn is taken by a call of its own. */
    private List<Future<String>> busy(GroupCommit<Integer, String> commit) {
        List<Future<String>> first = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            int number = i;
            first.add(callers.submit(() -> commit.join(number)));
            Awaitility.await().until(() -> groups.size() > number);
        }
        return first;
    }
}
