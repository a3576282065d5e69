package io.assent.faults.client;

import io.assent.faults.history.History;
import io.assent.faults.history.Kind;
import io.assent.faults.history.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the load gets through, as those see it who always agree. */
public final class Flow {
    private final History history;
    private final List<Person> steady;

    Flow(History history, List<Person> steady) {
        this.history = history;
        this.steady = steady;
    }

    /** What has not flowed since that moment: messages to each steady person, decisions, and feeds with ads. */
    public List<String> waitingSince(long since) {
        List<Operation> recent = acknowledgedSince(since);
        List<String> waiting = new ArrayList<>();
        for (Person person : steady) {
            if (flowedAt(recent, person.id()).isEmpty()) {
                waiting.add("messages to " + person.id());
            }
            if (recent.stream().noneMatch(op -> isFeedWithAds(op, person.id()))) {
                waiting.add("ads for " + person.id());
            }
        }
        if (recent.stream().noneMatch(op -> op.is(Kind.WITHDRAW) || op.is(Kind.BLOCK) || op.is(Kind.GRANT))) {
            waiting.add("decisions");
        }
        return waiting;
    }

    /** When, after this moment, a message that was sent after it had come to every steady person; nothing if it never did. */
    public Optional<Duration> recoveryAfter(long since) {
        List<Operation> recent = acknowledgedSince(since);
        List<Optional<Long>> flowed =
                steady.stream().map(person -> flowedAt(recent, person.id())).toList();
        return flowed.stream().allMatch(Optional::isPresent)
                ? flowed.stream().map(Optional::orElseThrow).max(Long::compare).map(at -> Duration.ofNanos(at - since))
                : Optional.empty();
    }

    private List<Operation> acknowledgedSince(long since) {
        return history.operations().stream()
                .filter(op -> op.acknowledged() && op.invoked() >= since)
                .toList();
    }

    private static boolean isFeedWithAds(Operation op, String person) {
        return op.is(Kind.FEED) && op.person().equals(person) && !op.results().isEmpty();
    }

    private static Optional<Long> flowedAt(List<Operation> recent, String person) {
        List<String> sent = recent.stream()
                .filter(op -> op.is(Kind.SEND) && op.person().equals(person))
                .map(Operation::value)
                .toList();
        return recent.stream()
                .filter(op -> op.is(Kind.RECEIPT) && sent.contains(op.value()))
                .map(Operation::completed)
                .min(Long::compare);
    }
}
