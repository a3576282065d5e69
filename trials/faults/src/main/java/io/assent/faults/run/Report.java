package io.assent.faults.run;

import io.assent.faults.check.Checker;
import io.assent.faults.check.Violation;
import io.assent.faults.fault.Fault;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says what came of runs. */
record Report(List<String> lines) {
    private static final int MOST_VIOLATIONS = 10;

    static Report of(Run.Result result) {
        Report report = ofMutation(result);
        if (!result.violations().isEmpty()) {
            report.lines()
                    .add("  again: ./assent faults --runs 1 --seed %d --faults %s"
                            .formatted(
                                    result.seed(),
                                    result.faults().stream()
                                            .map(injected -> injected.fault().code())
                                            .collect(Collectors.joining(","))));
        }
        return report;
    }

    /** What was seen, and the shortest history of what was broken. */
    static Report ofMutation(Run.Result result) {
        List<String> lines = new ArrayList<>();
        lines.add("run %d, seed %d: %s; %d violations"
                .formatted(
                        result.number(),
                        result.seed(),
                        Checker.extent(result.evidence()).collect(Collectors.joining(", ")),
                        result.violations().size()));
        result.violations().stream().limit(MOST_VIOLATIONS).forEach(violation -> lines.add("  " + line(violation)));
        result.violations().stream()
                .map(Violation::history)
                .filter(history -> !history.isEmpty())
                .findFirst()
                .ifPresent(shortest -> {
                    lines.add("  the shortest history (seconds since the run began):");
                    shortest.forEach(op -> lines.add("    " + op));
                });
        return new Report(lines);
    }

    static String line(Violation violation) {
        return violation.invariant() + " (" + violation.invariant().sentence() + "): " + violation.sentence();
    }

    void print(PrintWriter out) {
        lines.forEach(out::println);
    }

    /** Over all runs: operations, faults by kind, and how long it took until everything flowed again. */
    static List<String> summary(List<Run.Result> results) {
        List<String> lines = new ArrayList<>();
        lines.add("%d runs, %d operations, %d violations"
                .formatted(
                        results.size(),
                        results.stream()
                                .mapToInt(
                                        result -> result.evidence().operations().size())
                                .sum(),
                        results.stream()
                                .mapToInt(result -> result.violations().size())
                                .sum()));
        Map<Fault, List<Optional<Duration>>> recoveries = new TreeMap<>();
        results.stream()
                .flatMap(result -> result.faults().stream())
                .forEach(injected -> recoveries
                        .computeIfAbsent(injected.fault(), _ -> new ArrayList<>())
                        .add(injected.recovery()));
        recoveries.forEach((fault, times) -> lines.add(recovery(fault, times)));
        return lines;
    }

    private static String recovery(Fault fault, List<Optional<Duration>> times) {
        List<Duration> known = times.stream().flatMap(Optional::stream).sorted().toList();
        String found = known.isEmpty()
                ? "did not flow again before the healing"
                : String.format(
                        Locale.ROOT,
                        "flows again after %.1f s (median), %.1f s (longest)",
                        known.get((known.size() - 1) / 2).toMillis() / 1e3,
                        known.getLast().toMillis() / 1e3);
        String never = known.size() == times.size() || known.isEmpty()
                ? ""
                : "; " + (times.size() - known.size()) + " not before the healing";
        return "  %-20s %2d times, %s%s".formatted(fault.code(), times.size(), found, never);
    }
}
