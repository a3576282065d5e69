package io.assent.bench.frame;

import java.sql.SQLException;
import java.time.Duration;

/** Ours, where records go in by Kafka: a backlog is shown to the real service, and the clock runs until all of it is done. */
public final class Pipeline implements Side {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Also when the last round was slower: too few records would never warm anything up. */
    private static final double FEWEST_PER_SECOND = 10_000;

    private final CpuMeter cpu;
    private final Backlog backlog;
    private final Drained drained;
    private double perSecond = FEWEST_PER_SECOND;
    private Backlog.Chunk last = Backlog.Chunk.NONE;

    public Pipeline(CpuMeter cpu, Backlog backlog, Drained drained) {
        this.cpu = cpu;
        this.backlog = backlog;
        this.drained = drained;
    }

    @Override
    public String name() {
        return Report.OURS;
    }

    /** As many records as the last round says will take so long. */
    @Override
    public Sample run(Duration length) throws SQLException, InterruptedException {
        last = backlog.write(Math.max(1, (long) (perSecond * length.toNanos() / NANOS_PER_SECOND)));
        CpuMeter.Span span = cpu.begin();
        long began = System.nanoTime();
        backlog.release();
        drained.await(last);
        Sample sample = new Sample(last.records(), System.nanoTime() - began, span.end());
        perSecond = Math.max(FEWEST_PER_SECOND, sample.perSecond());
        return sample;
    }

    /** The records of the last round. */
    public Backlog.Chunk last() {
        return last;
    }
}
