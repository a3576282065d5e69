package io.assent.faults.check;

import io.assent.faults.history.Evidence;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Asks every invariant. */
public final class Checker {
    private static final List<Function<Evidence, List<Violation>>> CHECKS = List.of(
            NoMeansNo::messages,
            NoMeansNo::ads,
            ChargedOnce::check,
            NothingLost::messages,
            NothingLost::consent,
            WithinBudget::check,
            LogOrder::versions,
            LogOrder::toldOnce,
            evidence -> evidence.flows().stream()
                    .map(flow -> Violation.of(Invariant.FLOW, flow))
                    .toList());

    private Checker() {}

    /** What was broken, those with the shortest history first. */
    public static List<Violation> violations(Evidence evidence) {
        return CHECKS.stream()
                .flatMap(check -> check.apply(evidence).stream())
                .sorted(java.util.Comparator.comparingInt(
                        violation -> violation.history().size()))
                .toList();
    }

    /** How many of each thing the checks looked at, so that an empty run does not pass for a good one. */
    public static Stream<String> extent(Evidence evidence) {
        return Stream.of(
                evidence.operations().size() + " operations",
                evidence.lives().size() + " events of messages",
                evidence.permissions().size() + " consent states",
                evidence.impressions().size() + " impressions",
                evidence.charges().size() + " charges",
                evidence.deadLetters().size() + " dead letters");
    }
}
