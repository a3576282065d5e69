package io.assent.faults.check;

import io.assent.faults.history.Operation;
import java.util.Comparator;
import java.util.List;

/**
 * A broken promise.
 *
 * @param history the fewest operations that show it
 */
public record Violation(Invariant invariant, String sentence, List<Operation> history) {
    public Violation {
        history = history.stream()
                .sorted(Comparator.comparingLong(Operation::invoked))
                .toList();
    }

    static Violation of(Invariant invariant, String sentence, Operation... history) {
        return new Violation(invariant, sentence, List.of(history));
    }
}
