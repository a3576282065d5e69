package io.assent.bench.frame;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * What a bench found.
 *
 * @param unit of ours and of the limits
 * @param limits by name; the limit is the one nearest to ours; none where the figure stands for itself
 * @param latencies by what was asked; those of {@code ours} are the report's percentiles
 * @param cores busy processors, by side and process
 * @param batches mean batch sizes that were seen, by who saw them
 * @param rounds every round's figure, by side
 */
public record Report(
        String name,
        String unit,
        Better better,
        double ours,
        Map<String, Double> limits,
        Map<String, Percentiles> latencies,
        Map<String, Map<String, Double>> cores,
        Map<String, Double> batches,
        Map<String, List<Double>> rounds) {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final double ROUNDING = 1_000;
    private static final double MICROS_PER_SECOND = 1e6;

    /** Of throughputs the higher is better, of times the lower. */
    public enum Better {
        HIGHER,
        LOWER
    }

    /** Of throughputs, from the rounds of a side called {@code ours} and of its limits. */
    public static Report ofRates(
            String name,
            String unit,
            Measured measured,
            Map<String, Percentiles> latencies,
            Map<String, Double> batches) {
        Map<String, Double> limits = new TreeMap<>();
        Map<String, Map<String, Double>> cores = new TreeMap<>();
        Map<String, List<Double>> rounds = new TreeMap<>();
        for (String side : measured.samples().keySet()) {
            if (!side.equals(OURS)) {
                limits.put(side, measured.rate(side));
            }
            cores.put(side, measured.cores(side));
            rounds.put(side, measured.rates(side));
        }
        return new Report(name, unit, Better.HIGHER, measured.rate(OURS), limits, latencies, cores, batches, rounds);
    }

    /** What the side under test is called. */
    public static final String OURS = "ours";

    /** The strictest: nothing that must do both can be faster than the slower one, nor take less than the longer one. */
    public OptionalDouble limit() {
        DoubleStream all = limits.values().stream().mapToDouble(Double::doubleValue);
        return switch (better) {
            case HIGHER -> all.min();
            case LOWER -> all.max();
        };
    }

    /** 1 at the limit, and less the further we are from it. */
    public OptionalDouble ratio() {
        return limit().stream()
                .map(limit -> better == Better.HIGHER ? ours / limit : limit / ours)
                .findAny();
    }

    /** Processor time of one operation, by side and process: says what must be cut, also on a machine that does other things. */
    public Map<String, Map<String, Double>> microsPerOperation() {
        Map<String, Map<String, Double>> micros = new TreeMap<>();
        cores.forEach((side, byProcess) ->
                byProcess.forEach((process, busy) -> micros.computeIfAbsent(side, _ -> new TreeMap<>())
                        .put(process, busy / perSecond(side) * MICROS_PER_SECOND)));
        return micros;
    }

    private double perSecond(String side) {
        Percentiles latency = latencies.get(side);
        if (better == Better.LOWER && latency != null) {
            return latency.perSecond();
        }
        return side.equals(OURS) ? ours : limits.getOrDefault(side, Double.NaN);
    }

    public ObjectNode toJson() {
        ObjectNode json =
                JSON.createObjectNode().put("name", name).put("unit", unit).put("ours", rounded(ours));
        put(json, "limit", limit());
        put(json, "ratio", ratio());
        put(json.putObject("limits"), limits);
        ObjectNode percentiles = json.putObject("percentiles");
        ObjectNode others = json.putObject("latencies");
        latencies.forEach((what, latency) -> {
            ObjectNode figures = what.equals(OURS) ? percentiles : others.putObject(what);
            figures.put("unit", "ms").put("perSecond", rounded(latency.perSecond()));
            put(figures, latency.millis());
        });
        ObjectNode busy = json.putObject("cores");
        cores.forEach((side, byProcess) -> put(busy.putObject(side), byProcess));
        put(json.putObject("batches"), batches);
        ObjectNode all = json.putObject("rounds");
        rounds.forEach((side, figures) -> {
            var array = all.putArray(side);
            figures.forEach(figure -> array.add(rounded(figure)));
        });
        return json;
    }

    private static void put(ObjectNode node, Map<String, Double> figures) {
        figures.forEach((name, figure) -> node.put(name, rounded(figure)));
    }

    private static void put(ObjectNode node, String name, OptionalDouble figure) {
        if (figure.isPresent()) {
            node.put(name, rounded(figure.getAsDouble()));
        } else {
            node.putNull(name);
        }
    }

    private static double rounded(double figure) {
        return Math.round(figure * ROUNDING) / ROUNDING;
    }
}
