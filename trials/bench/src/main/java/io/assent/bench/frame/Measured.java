package io.assent.bench.frame;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The samples of all rounds, by side. */
public record Measured(Map<String, List<Sample>> samples) {

    public List<Double> rates(String side) {
        return of(side).stream().map(Sample::perSecond).toList();
    }

    /** Operations a second; the median of the rounds, since one that met a checkpoint says little. */
    public double rate(String side) {
        List<Double> sorted = rates(side).stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Busy processors by process, the mean of the rounds. */
    public Map<String, Double> cores(String side) {
        return of(side).stream()
                .flatMap(sample -> sample.cpu().byProcess().entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.averagingDouble(Map.Entry::getValue)));
    }

    private List<Sample> of(String side) {
        return Objects.requireNonNull(samples.get(side), side);
    }
}
