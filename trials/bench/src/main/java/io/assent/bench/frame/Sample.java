package io.assent.bench.frame;

/**
 * What a side did in one round.
 *
 * @param cpu processor time meanwhile
 */
public record Sample(long operations, long nanos, CpuMeter.Cores cpu) {
    private static final double NANOS_PER_SECOND = 1e9;

    public double perSecond() {
        return operations * NANOS_PER_SECOND / nanos;
    }
}
