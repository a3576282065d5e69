package io.assent.bench.frame;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Latencies in milliseconds under a load that arrives whether or not the last answer is there (open loop): each is counted
 * from the moment when the request was due, so that a stall counts for all that it delayed.
 *
 * @param perSecond how many requests were due each second
 */
public record Percentiles(double perSecond, Map<String, Double> millis) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** @param nanos latencies in nanoseconds */
    public static Percentiles of(Histogram nanos, double perSecond) {
        Map<String, Double> millis = new LinkedHashMap<>();
        for (double percentile : new double[] {50, 90, 99, 99.9}) {
            String name = "p" + (percentile == 99.9 ? "99.9" : Integer.toString((int) percentile));
            millis.put(name, nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI);
        }
        millis.put("max", nanos.getMaxValue() / NANOS_PER_MILLI);
        return new Percentiles(perSecond, millis);
    }
}
