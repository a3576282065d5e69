package io.assent.bench.frame;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bench found.
 *
 * @param unit of ours and of the limits
 * @param limits by name; the limit is the one nearest to ours
 * @param percentiles of a request's latency, where there is one
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
        @Nullable Percentiles percentiles,
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
            @Nullable Percentiles percentiles,
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
        return new Report(name, unit, Better.HIGHER, measured.rate(OURS), limits, percentiles, cores, batches, rounds);
    }

    /** What the side under test is called. */
    public static final String OURS = "ours";

    /** The strictest: nothing that must do both can be faster than the slower one, nor take less than the longer one. */
    public double limit() {
        return switch (better) {
            case HIGHER ->
                limits.values().stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            case LOWER ->
                limits.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        };
    }

    /** 1 at the limit, and less the further we are from it. */
    public double ratio() {
        return switch (better) {
            case HIGHER -> ours / limit();
            case LOWER -> limit() / ours;
        };
    }

    /** Processor time of one operation, by side and process: says what must be cut, also on a machine that does other things. */
    public Map<String, Map<String, Double>> microsPerOperation() {
        Map<String, Map<String, Double>> micros = new TreeMap<>();
        cores.forEach((side, byProcess) -> {
            double perSecond = side.equals(OURS) ? ours : Objects.requireNonNull(limits.get(side));
            byProcess.forEach((process, busy) -> micros.computeIfAbsent(side, _ -> new TreeMap<>())
                    .put(process, busy / perSecond * MICROS_PER_SECOND));
        });
        return micros;
    }

    public ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode()
                .put("name", name)
                .put("unit", unit)
                .put("ours", rounded(ours))
                .put("limit", rounded(limit()))
                .put("ratio", rounded(ratio()));
        put(json.putObject("limits"), limits);
        ObjectNode latency = json.putObject("percentiles");
        if (percentiles != null) {
            latency.put("unit", "ms").put("perSecond", rounded(percentiles.perSecond()));
            put(latency, percentiles.millis());
        }
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

    private static double rounded(double figure) {
        return Math.round(figure * ROUNDING) / ROUNDING;
    }
}
