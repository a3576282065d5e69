package io.assent.local.outcome;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Expected and actual side by side. */
public record OutcomeTable(DayOutcome expected, DayOutcome actual) {

    @Override
    public String toString() {
        var table = new StringBuilder("%n%-58s %22s %22s%n".formatted("", "expected", "actual"));
        rows(table, "messages: ", outcome -> counts(outcome.messages().values()));
        rows(table, "refused: ", outcome -> counts(outcome.refusals().values()));
        rows(
                table,
                "feeds ",
                outcome -> outcome.feeds().values().stream()
                        .collect(Collectors.groupingBy(
                                items -> items.contains("*") ? "with ads" : "without ads",
                                TreeMap::new,
                                Collectors.counting())));
        rows(table, "campaign ", DayOutcome::campaigns);
        rows(table, "charged ", DayOutcome::charges);
        return table.toString();
    }

    private void rows(StringBuilder table, String label, Function<DayOutcome, Map<String, ?>> part) {
        Map<String, ?> must = part.apply(expected);
        Map<String, ?> is = part.apply(actual);
        var names = new TreeSet<>(must.keySet());
        names.addAll(is.keySet());
        for (String name : names) {
            String a = String.valueOf(must.containsKey(name) ? must.get(name) : "-");
            String b = String.valueOf(is.containsKey(name) ? is.get(name) : "-");
            table.append("%-58s %22s %22s%s%n".formatted(label + name, a, b, a.equals(b) ? "" : "   <- differs"));
        }
    }

    private static Map<String, Long> counts(Collection<String> values) {
        return values.stream().collect(Collectors.groupingBy(value -> value, TreeMap::new, Collectors.counting()));
    }
}
