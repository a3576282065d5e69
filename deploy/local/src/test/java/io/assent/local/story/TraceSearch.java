package io.assent.local.story;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks through traces that were collected. */
record TraceSearch(SpanCollector collector) {
    /** Ids of traces that have all these steps, each written as service, colon, name; and no step without its parent. */
    List<String> whole(Set<String> steps) {
        return collector.traces().entrySet().stream()
                .filter(trace -> names(trace.getValue()).containsAll(steps))
                .filter(trace -> isTree(trace.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Which sets of steps were seen, and how often: to see at a glance what is missing. */
    Map<Set<String>, Long> kinds() {
        return collector.traces().values().stream()
                .collect(Collectors.groupingBy(TraceSearch::names, Collectors.counting()));
    }

    /** Steps whose name or attributes match. */
    List<SpanCollector.Step> naming(String pattern) {
        var personal = Pattern.compile(pattern);
        return collector.steps().stream()
                .filter(step ->
                        personal.matcher(step.name() + step.attributes()).find())
                .toList();
    }

    private static Set<String> names(List<SpanCollector.Step> steps) {
        return steps.stream().map(step -> step.service() + ": " + step.name()).collect(Collectors.toSet());
    }

    private static boolean isTree(List<SpanCollector.Step> steps) {
        Set<String> ids = steps.stream().map(SpanCollector.Step::id).collect(Collectors.toSet());
        return steps.stream().filter(step -> step.parent().isEmpty()).count() == 1
                && steps.stream()
                        .filter(step -> !step.parent().isEmpty())
                        .allMatch(step -> ids.contains(step.parent()));
    }
}
