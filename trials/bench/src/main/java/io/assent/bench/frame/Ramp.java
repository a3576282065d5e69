package io.assent.bench.frame;

import io.assent.local.stack.Progress;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Seeks the highest rate at which everything comes soon. */
public final class Ramp {
    private static final double FIRST_RATE = 100;
    private static final double STEP = 1.25;
    private static final Duration SEARCH = Duration.ofSeconds(6);
    /** A rate is sustained when of a hundred messages all but one come so soon. */
    private static final double SUSTAINED_P99_MILLIS = 1_000;

    private static final double MEDIAN = 50;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Progress progress;

    public Ramp(Progress progress) {
        this.progress = progress;
    }

    /** A load in an open loop. */
    public interface Load {
        /** Latencies in nanoseconds, each from the moment at which something was due. */
        Histogram run(double perSecond, Duration length) throws Exception;
    }

    /** Down from the first rate until one is sustained, then up until one is not. */
    public double highest(Load load) throws Exception {
        double rate = FIRST_RATE;
        while (!isSustained(load, rate)) {
            rate /= 2;
            if (rate < 1) {
                throw new IllegalStateException("not even one a second is sustained");
            }
        }
        while (isSustained(load, rate * STEP)) {
            rate *= STEP;
        }
        return rate;
    }

    /** A machine that does other things stalls now and then: who fails once is asked again. */
    private boolean isSustained(Load load, double rate) throws Exception {
        boolean soon = comesSoon(load, rate);
        return soon || comesSoon(load, rate);
    }

    private boolean comesSoon(Load load, double rate) throws Exception {
        Histogram nanos = load.run(rate, SEARCH);
        double p99 = Percentiles.of(nanos, rate).millis().getOrDefault("p99", Double.NaN);
        progress.say("  %,.0f/s: p50 %,.1f ms, p99 %,.1f ms"
                .formatted(rate, nanos.getValueAtPercentile(MEDIAN) / NANOS_PER_MILLI, p99));
        return p99 <= SUSTAINED_P99_MILLIS;
    }
}
